// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it comes from the connection, packed or not. More than the most is not read, and closing it reads on for little more:
 * then the connection is given up.
 */
final class BoundedBody extends FilterInputStream {
    /** Bytes worth reading to use the connection again. */
    private static final int WORTH_READING = 16 * 1024;

    private final Runnable abort;
    private final long most;
    private long count;
    private boolean ended;
    private boolean closed;

    /**
     * Bounds a body.
     *
     * @param most bytes that are read
     * @param abort closes the connection
     */
    BoundedBody(InputStream body, long most, Runnable abort) {
        super(body);
        this.most = most;
        this.abort = abort;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        counted(read < 0 ? -1 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return counted(in.read(bytes, offset, length));
    }

    private int counted(int read) throws IOException {
        if (read < 0) {
            ended = true;
            return read;
        }
        count += read;
        if (count > most) {
            abort.run();
            throw new AnswerTooLargeException(most);
        }
        return read;
    }

    @Override
    public long skip(long number) throws IOException {
        return readNBytes((int) Math.min(number, WORTH_READING)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (!ended) {
            readNBytes(WORTH_READING);
        }
        if (ended) {
            in.close();
        } else {
            abort.run();
        }
    }
}
