// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import io.github.camelbitrix24.openlines.events.PushBodies;
import io.github.camelbitrix24.openlines.events.PushRefusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads what is posted to the paths of push consumers within their limits. Camel's consumer on a servlet container reads each body to
 * its end before anybody can look at it.
 */
final class PushBodyFilter extends OncePerRequestFilter {
    private final CamelContext camel;

    PushBodyFilter(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
        Optional<PushBodies> bodies = camel.getComponentNames().stream()
                .map(camel::hasComponent)
                .filter(B24OpenLinesComponent.class::isInstance)
                .map(component -> ((B24OpenLinesComponent) component).pushBodies())
                .filter(known -> known.covers(path))
                .findFirst();
        if (bodies.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<PushRefusal> refusal = bodies.get()
                .work(
                        path,
                        request.getMethod(),
                        request.getContentType(),
                        request.getContentLengthLong(),
                        request.getRemoteAddr(),
                        request.getInputStream(),
                        body -> {
                            try {
                                chain.doFilter(new WithBody(request, body), response);
                            } catch (ServletException e) {
                                throw new IOException(e);
                            }
                        });
        if (refusal.isPresent()) {
            answer(response, refusal.get());
        }
    }

    private static void answer(HttpServletResponse response, PushRefusal refusal) throws IOException {
        response.setStatus(refusal.status());
        response.setHeader("Connection", "close");
        if (refusal.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
        response.setContentType("text/plain");
        response.getWriter().print(refusal.toSender());
        response.flushBuffer();
    }

    /** A request whose body has been read. */
    private static final class WithBody extends HttpServletRequestWrapper {
        private final ByteArrayInputStream body;
        private final int length;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
            this.length = body.length;
        }

        @Override
        public int getContentLength() {
            return length;
        }

        @Override
        public long getContentLengthLong() {
            return length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Whole(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
    }

    private static final class Whole extends ServletInputStream {
        private final ByteArrayInputStream body;

        Whole(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return body.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
                listener.onAllDataRead();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
