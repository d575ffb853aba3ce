// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the bodies of requests to push consumers within their limits, for a filter in front of an HTTP server that would read them
 * without any.
 */
public final class PushBodies {
    private final Map<String, PushBody> paths = new ConcurrentHashMap<>();

    void open(String path, PushBody body) {
        paths.put(PushPaths.plain(path), body);
    }

    void close(String path) {
        paths.remove(PushPaths.plain(path));
    }

    /** Whether a consumer takes requests to a path. */
    public boolean covers(String path) {
        return paths.containsKey(PushPaths.plain(path));
    }

    /**
     * Reads the body of a request, and lets it go when it has been worked.
     *
     * @param path of the request, decoded
     * @param method of the request
     * @param contentType may be null
     * @param contentLength bytes, -1 if not known
     * @param sender its address
     * @param body as it comes; what is left of it is not read
     * @param work gets the whole body
     * @return empty if it was worked, else why the request is refused
     * @throws IOException if the work fails so
     */
    public Optional<PushRefusal> work(
            String path,
            String method,
            String contentType,
            long contentLength,
            String sender,
            InputStream body,
            Work work)
            throws IOException {
        PushBody reader = paths.get(PushPaths.plain(path));
        if (reader == null) {
            return Optional.of(PushRefusal.full("the consumer has stopped"));
        }
        return reader.work(method, contentType, contentLength, sender, body, work);
    }

    /** What is to be done with a body. */
    @FunctionalInterface
    public interface Work {
        /** Works the body. */
        void with(byte[] body) throws IOException;
    }
}
