// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** Blocking calls of Apache HttpClient 5 on the threads of a pool, or on those that wait anyway. */
public final class ApacheTransport implements Transport {
    /** A batch of histories has some megabytes. */
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    private static final String USER_AGENT = "camel-bitrix24-openlines/" + version();

    private final HttpClient client;
    private final Executor executor;
    private final BooleanSupplier stopped;

    /**
     * Makes a transport.
     *
     * @param client has automatic retries, redirects and cookies off
     * @param executor runs the blocking calls that no waiter takes
     * @param stopped asked before a message goes out: what still waits then is not sent
     */
    public ApacheTransport(HttpClient client, Executor executor, BooleanSupplier stopped) {
        this.client = client;
        this.executor = executor;
        this.stopped = stopped;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpMessage message, WaitingThread waiter) {
        WatchedEntity entity = new WatchedEntity(message);
        HttpPost post = post(message, entity);
        CompletableFuture<HttpAnswer> answer = new Answer(post);
        Runnable request = () -> exchange(post, entity, answer);
        if (waiter != null && waiter.takes(request)) {
            return answer;
        }
        try {
            executor.execute(request);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(NotSentException.becauseOfStop());
        }
        return answer;
    }

    private void exchange(HttpPost post, WatchedEntity entity, CompletableFuture<HttpAnswer> answer) {
        try {
            if (stopped.getAsBoolean()) {
                throw NotSentException.becauseOfStop();
            }
            answer.complete(client.execute(post, ApacheTransport::read));
        } catch (NotSentException e) {
            answer.completeExceptionally(e);
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(entity.sent() ? e : new NotSentException(reason(e), root(e)));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private static HttpPost post(HttpMessage message, WatchedEntity entity) {
        HttpPost post = new HttpPost(message.address());
        post.setHeader("Accept", "application/json");
        post.setHeader("User-Agent", USER_AGENT);
        post.setEntity(entity);
        return post;
    }

    private static HttpAnswer read(ClassicHttpResponse response) throws IOException {
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
        long length = entity.getContentLength();
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(length < 0 ? LARGEST_ANSWER + 1 : (int) Math.min(length, LARGEST_ANSWER + 1));
        if (body.length > LARGEST_ANSWER) {
            // not closed, which would read on: the connection goes with the exception
            throw new TooLargeException();
        }
        content.close();
        return body;
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static String reason(Exception e) {
        if (e instanceof UnknownHostException) {
            return "unknown host";
        }
        if (e instanceof ConnectTimeoutException) {
            return "no connection within connectTimeout";
        }
        if (e instanceof ConnectionRequestTimeoutException) {
            return "no free connection";
        }
        if (e instanceof SSLException) {
            return "no TLS connection that can be trusted (" + e.getClass().getSimpleName() + ")";
        }
        if (e instanceof HttpHostConnectException) {
            String detail = StringUtils.substringAfterLast(e.getMessage(), "failed: ");
            return detail.isEmpty() ? "connection refused" : detail;
        }
        return "no connection (" + e.getClass().getSimpleName() + ")";
    }

    /** HttpClient puts the address into the text of its own exceptions, so the JDK's stands as the cause. */
    private static Throwable root(Exception e) {
        Throwable root = ExceptionUtils.getRootCause(e);
        return root.getClass().getName().startsWith("org.apache.hc.") ? null : root;
    }

    private static String version() {
        String version = ApacheTransport.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The portal's answer does not end. */
    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the answer is larger than " + LARGEST_ANSWER + " bytes");
        }
    }

    /** Ends the request when it is cancelled. */
    private static final class Answer extends CompletableFuture<HttpAnswer> {
        private final HttpPost post;

        Answer(HttpPost post) {
            this.post = post;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                post.cancel();
            }
            return cancelled;
        }
    }

    /** Knows whether its sending has begun: without its body, the portal does not execute a call. */
    private static final class WatchedEntity extends HttpEntityWrapper {
        private boolean sent;

        WatchedEntity(HttpMessage message) {
            super(new ByteArrayEntity(
                    message.body(),
                    message.form() ? ContentType.APPLICATION_FORM_URLENCODED : ContentType.APPLICATION_JSON));
        }

        boolean sent() {
            return sent;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            sent = true;
            super.writeTo(out);
        }
    }
}
