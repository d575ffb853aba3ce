// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.FileTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Another process with the same token file. {@code update USER} changes that user's tokens, tells what was there when it got in, and
 * meanwhile changes those of twenty others. {@code hold USER} keeps them locked until it reads {@code go}.
 */
final class TokenFileNode {
    private static final int OTHERS = 20;

    private TokenFileNode() {}

    static TokenKey key(long user) {
        return new TokenKey("local.app", "0123456789abcdef0123456789abcdef", user);
    }

    static Optional<Tokens> tokens(String refreshToken) {
        return Optional.of(new Tokens("access-" + refreshToken, refreshToken, null, null, 0, null, null, null));
    }

    public static void main(String[] arguments) throws Exception {
        FileTokenStore store = new FileTokenStore(Path.of(arguments[0]));
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("READY");
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            String[] word = line.split(" ");
            long user = Long.parseLong(word[1]);
            if (word[0].equals("update")) {
                CompletableFuture<Void> updated = CompletableFuture.runAsync(() -> update(store, user));
                for (long other = 0; other < OTHERS; other++) {
                    store.update(key(1_000 + other), before -> tokens("of the node"));
                }
                System.out.println("OTHERS");
                updated.join();
            } else {
                store.update(key(user), before -> {
                    System.out.println("HOLDS");
                    return read(words).isEmpty() ? before : tokens("of the node");
                });
                System.out.println("LET GO");
            }
        }
    }

    private static String read(BufferedReader words) {
        try {
            return words.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(FileTokenStore store, long user) {
        store.update(key(user), before -> {
            System.out.println("ENTERED " + before.map(Tokens::refreshToken).orElse("nothing"));
            return tokens("of the node");
        });
    }
}
