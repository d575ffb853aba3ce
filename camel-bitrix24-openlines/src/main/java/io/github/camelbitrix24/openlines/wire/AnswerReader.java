// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads an answer to its end, or up to the most that is read. */
final class AnswerReader {
    /** A batch of histories has some megabytes. */
    private static final long MOST = 32L << 20;
    /** Of the heap: what is read is held twice for a moment, and then as JSON. */
    private static final int SHARE = 8;

    private AnswerReader() {}

    /** Bytes that an answer may have, unpacked. */
    static int largest() {
        return (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE);
    }

    static HttpAnswer read(ClassicHttpResponse response) throws IOException {
        return new HttpAnswer(
                response.getCode(),
                header(response, "Location"),
                header(response, "Retry-After"),
                body(response.getEntity()));
    }

    private static byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        int largest = largest();
        InputStream content = entity.getContent();
        if (content == null) {
            return new byte[0];
        }
        byte[] body = content.readNBytes(largest + 1);
        if (body.length > largest) {
            throw new AnswerTooLargeException(largest);
        }
        content.close();
        return body;
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
