// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads an answer to its end, or up to the most that is read. */
final class AnswerReader {
    /** A batch of histories has some megabytes. */
    private static final long MOST = 32L << 20;
    /** Of the heap: what is read is held twice for a moment, and then as JSON. */
    private static final int SHARE = 8;
    /** What any answer may have, however much others hold. */
    private static final int SMALL = 64 * 1024;

    /** Bytes of larger answers that are being read now, by all components, which share one heap. */
    private static final AtomicLong HELD = new AtomicLong();

    private AnswerReader() {}

    /** Bytes that an answer may have, unpacked. */
    static int largest() {
        return (int) Math.min(MOST, share());
    }

    private static long share() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }

    static HttpAnswer read(ClassicHttpResponse response) throws IOException {
        return new HttpAnswer(
                response.getCode(),
                header(response, "Location"),
                header(response, "Retry-After"),
                body(response.getEntity()));
    }

    private static byte[] body(HttpEntity entity) throws IOException {
        InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            return new byte[0];
        }
        long length = entity.getContentLength();
        byte[] body = content.readNBytes(length >= 0 && length < SMALL ? (int) length + 1 : SMALL);
        if (body.length == SMALL) {
            body = large(body, content);
        }
        content.close();
        return body;
    }

    private static byte[] large(byte[] begin, InputStream content) throws IOException {
        List<byte[]> parts = new ArrayList<>(List.of(begin));
        int length = begin.length;
        long held = 0;
        try {
            byte[] part;
            do {
                held += SMALL;
                if (HELD.addAndGet(SMALL) > share() || length > largest()) {
                    throw new AnswerTooLargeException(length);
                }
                part = content.readNBytes(SMALL);
                parts.add(part);
                length += part.length;
            } while (part.length == SMALL);
            ByteBuffer whole = ByteBuffer.allocate(length);
            parts.forEach(whole::put);
            return whole.array();
        } finally {
            HELD.addAndGet(-held);
        }
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
