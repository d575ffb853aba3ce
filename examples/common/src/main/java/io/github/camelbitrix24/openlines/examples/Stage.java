// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import java.util.Properties;

/** What stands around an example's routes when no real portal does: simulated portals, and clients who write by a script. */
public interface Stage extends AutoCloseable {

    /** What a real portal's file would set, and what only the demonstration needs. */
    Properties properties() throws Exception;

    /** An address that somebody may open in a browser while the clients write. */
    String url();

    /** The routes run: lets the clients write, and says what became of it. */
    void play() throws Exception;

    @Override
    void close();
}
