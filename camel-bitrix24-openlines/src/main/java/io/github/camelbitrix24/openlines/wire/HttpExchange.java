// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * One POST, from waiting for a connection to the last byte of its answer. It completes once, whatever is thrown, and by its deadline
 * at the latest; it fails with {@link NotSentException} if its body never began to go out: without it, the portal does not
 * execute a call.
 */
final class HttpExchange extends CompletableFuture<HttpAnswer> {
    private static final String USER_AGENT = "camel-bitrix24-openlines/" + version();
    /** How long a thread may need to come back after its connection was closed: a name may be looked up without an end. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

    /** Before an operator would begin to wonder. */
    private static final long SLOW = TimeUnit.SECONDS.toNanos(2);

    /** How far the request has come. */
    private enum Stage {
        UNSENT,
        SENT,
        /** Ended before it was sent: it does not go out any more. */
        WITHHELD
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.UNSENT);
    private final HttpPost post;
    private final Executor spare;
    private final long deadline;
    private final boolean bounded;
    private final ReachedHosts hosts;
    private final PortalAddress host;
    private volatile boolean late;
    private volatile boolean running;
    private volatile long begun;
    private boolean slow;

    /**
     * Makes an exchange, whose time begins now.
     *
     * @param timeout of the whole exchange; null if it has none
     * @param spare completes it if the thread that runs it does not come back in time
     * @param hosts told whether its host is reached
     */
    HttpExchange(HttpMessage message, Duration timeout, Executor spare, ReachedHosts hosts) {
        this.hosts = hosts;
        host = PortalAddress.ofEndpoint(message.address().toString()).orElse(null);
        this.spare = spare;
        bounded = timeout != null;
        deadline = bounded ? System.nanoTime() + timeout.toNanos() : 0;
        post = new HttpPost(message.address());
        post.setHeader("Accept", "application/json");
        post.setHeader("User-Agent", USER_AGENT);
        post.setEntity(new Body(message));
    }

    boolean bounded() {
        return bounded;
    }

    /** Runs it; blocks until it is over, and throws nothing. */
    void run(HttpClientSource clients, BooleanSupplier stopped) {
        if (isDone()) {
            return;
        }
        try {
            if (stopped.getAsBoolean()) {
                throw NotSentException.becauseOfStop();
            }
            begun = System.nanoTime();
            running = true;
            complete(execute(clients));
        } catch (NotSentException e) {
            completeExceptionally(e);
        } catch (Throwable e) {
            fail(e);
            notReached(e, stopped);
        }
    }

    private HttpAnswer execute(HttpClientSource clients) throws IOException {
        HttpClient client = clients.client();
        try {
            return execute(client);
        } catch (IllegalStateException e) {
            // a client whose pool an Error has shut down; a user's own pool may do that
            if (stage.get() != Stage.UNSENT || post.isCancelled()) {
                throw e;
            }
            clients.replace(client);
            return execute(clients.client());
        }
    }

    private HttpAnswer execute(HttpClient client) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, post, null);
        // not closed if reading fails, since closing reads on: the connection is closed with the request
        HttpAnswer answer = AnswerReader.read(response);
        response.close();
        return answer;
    }

    /** Ends it with what was thrown, and closes its connection; an Error leaves that open, and its place in the pool taken. */
    private void fail(Throwable thrown) {
        Throwable failure = thrown;
        try {
            boolean unsent = withhold() || thrown instanceof UnexpectedDataException;
            post.cancel();
            if (unsent) {
                failure = new NotSentException(
                        late ? "no connection within responseTimeout" : reason(thrown), root(thrown));
            } else if (late) {
                failure = new SocketTimeoutException("no whole answer within responseTimeout");
            }
        } finally {
            completeExceptionally(failure);
        }
    }

    /** Said after its end, and not of what was given up or stopped, or waited for others of the same host. */
    private void notReached(Throwable thrown, BooleanSupplier stopped) {
        if (host != null
                && withheld()
                && !isCancelled()
                && !stopped.getAsBoolean()
                && !(thrown instanceof ConnectionRequestTimeoutException)
                && !(thrown instanceof UnexpectedDataException)) {
            hosts.notReached(host, late ? "no connection within responseTimeout" : reason(thrown));
        }
    }

    private boolean withheld() {
        return stage.get() == Stage.WITHHELD;
    }

    /** Takes care that it does not go out any more; false if it has. */
    private boolean withhold() {
        stage.compareAndSet(Stage.UNSENT, Stage.WITHHELD);
        return withheld();
    }

    /** Says of a connection that takes long that it is not there yet. */
    void sayIfSlow(long now) {
        if (!slow && running && now - begun > SLOW && stage.get() == Stage.UNSENT && host != null) {
            slow = true;
            hosts.notReached(host, "no connection for two seconds now");
        }
    }

    /** Ends it if its time is over; the thread that runs it completes it, or else who calls this a second later. */
    void endIfOver(long now) {
        if (isDone() || now - deadline < 0) {
            return;
        }
        if (!late) {
            late = true;
            withhold();
            post.cancel();
        } else if (now - deadline > GRACE) {
            spare.execute(() -> fail(new SocketTimeoutException()));
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            withhold();
            post.cancel();
        }
        return cancelled;
    }

    private static String reason(Throwable e) {
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
        if (e instanceof UnexpectedDataException) {
            return "the server answered before it was asked";
        }
        return "no connection (" + e.getClass().getSimpleName() + ")";
    }

    /** HttpClient puts the address into the text of its own exceptions, so the JDK's own about the network stand as the cause. */
    private static Throwable root(Throwable e) {
        Throwable root = ExceptionUtils.getRootCause(e);
        boolean ofTheNetwork = root instanceof IOException || root instanceof GeneralSecurityException;
        return ofTheNetwork && !root.getClass().getName().startsWith("org.apache.hc.") ? root : null;
    }

    private static String version() {
        String version = HttpExchange.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Marks the request as sent before its first byte goes, or does not let it go. */
    private final class Body extends HttpEntityWrapper {
        Body(HttpMessage message) {
            super(new ByteArrayEntity(
                    message.body(),
                    message.form() ? ContentType.APPLICATION_FORM_URLENCODED : ContentType.APPLICATION_JSON));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            stage.compareAndSet(Stage.UNSENT, Stage.SENT);
            if (stage.get() == Stage.WITHHELD) {
                throw new InterruptedIOException("ended before it was sent");
            }
            if (host != null) {
                hosts.reached(host);
            }
            super.writeTo(out);
        }
    }
}
