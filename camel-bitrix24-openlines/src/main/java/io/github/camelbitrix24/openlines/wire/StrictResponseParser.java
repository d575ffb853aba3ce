// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** Reads the heads of one connection's answers, and knows whether bytes are left behind the last. */
final class StrictResponseParser extends DefaultHttpResponseParser {
    /** Answers of the kind 1xx before the one that counts (RFC 9110, 15.2). */
    private static final int MOST_INTERIM = 10;

    private SessionInputBuffer buffer;
    private int interim;

    StrictResponseParser(Http1Config bounds) {
        super(bounds);
    }

    /** A request begins. */
    void begin() {
        interim = 0;
    }

    /** Whether bytes were read from the socket that belong to no answer so far. */
    boolean hasUnread() {
        return buffer != null && buffer.length() > 0;
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer input, InputStream stream) throws IOException, HttpException {
        buffer = input;
        ClassicHttpResponse response = super.parse(input, stream);
        if (response != null && response.getCode() < HttpStatus.SC_SUCCESS) {
            if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                throw new ProtocolException("nobody asked for another protocol");
            }
            interim++;
            if (interim > MOST_INTERIM) {
                throw new ProtocolException("more than " + MOST_INTERIM + " interim answers");
            }
        }
        return response;
    }
}
