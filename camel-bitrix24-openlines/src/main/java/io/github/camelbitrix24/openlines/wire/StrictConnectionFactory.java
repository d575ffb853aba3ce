// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;

/** Makes connections that bound what a server may send, and that are not used again when they may be stale. */
public final class StrictConnectionFactory implements HttpConnectionFactory<ManagedHttpClientConnection> {
    /** Characters of a status line, a header, a trailer or the line before a chunk. */
    static final int LONGEST_LINE = 16 * 1024;
    /** Headers of an answer, and trailers. */
    static final int MOST_HEADERS = 200;
    /** Empty lines before a status line. */
    private static final int MOST_EMPTY_LINES = 5;

    private static final Http1Config BOUNDS = Http1Config.custom()
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .setMaxEmptyLineCount(MOST_EMPTY_LINES)
            .build();

    private final UnreliablePeers unreliable = new UnreliablePeers();

    @Override
    public ManagedHttpClientConnection createConnection(Socket socket) throws IOException {
        try {
            StrictConnection strict = new StrictConnection(BOUNDS, unreliable);
            if (socket != null) {
                strict.bind(socket);
            }
            return strict;
        } catch (Error e) {
            // the pool would keep the place of a connection that an Error has cost
            throw new IOException("no connection can be made", e);
        }
    }
}
