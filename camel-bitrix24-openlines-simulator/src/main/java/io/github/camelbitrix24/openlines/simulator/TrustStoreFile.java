// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** A trust store on disk, for clients that take nothing else. */
final class TrustStoreFile {

    private TrustStoreFile() {}

    static Path write(KeyStore store, Path file, String password) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The trust store cannot be written to " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The trust store cannot be written to " + file, e);
        }
    }
}
