// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.commons.lang3.StringUtils;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Identifiable;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection on which an answer is one to the request before it: before each request it looks whether the server has closed it, or has
 * said what nobody asked for. Used by one thread at a time; any may close it.
 */
final class StrictConnection implements ManagedHttpClientConnection, Identifiable {
    /** A look for the server's end takes a millisecond: in the midst of a flow of calls no server closes a connection. */
    private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Timeout LOOK = Timeout.ofMilliseconds(1);

    private final ManagedHttpClientConnection connection;
    private final StrictResponseParser parser;
    private final UnreliablePeers unreliable;
    private InputStream plain;
    private SocketAddress peer;
    private boolean encrypted;
    private boolean answered;
    private boolean early;
    private long usedAt;

    StrictConnection(Http1Config bounds, UnreliablePeers unreliable) throws IOException {
        this.unreliable = unreliable;
        this.parser = new StrictResponseParser(bounds);
        this.connection = ManagedHttpClientConnectionFactory.builder()
                .http1Config(bounds)
                .responseParserFactory(new OneParser(parser))
                .incomingContentLengthStrategy(new StrictContentLength())
                .responseOutOfOrderStrategy((request, inner, input, sent, next) -> answersEarly(sent))
                .build()
                .createConnection(null);
    }

    @Override
    public String getId() {
        return connection instanceof Identifiable known ? known.getId() : "";
    }

    @Override
    public void bind(Socket socket) throws IOException {
        connection.bind(socket);
        bound(socket, false);
    }

    @Override
    public void bind(SSLSocket socket, Socket base) throws IOException {
        connection.bind(socket, base);
        bound(base, true);
    }

    private void bound(Socket base, boolean tls) throws IOException {
        encrypted = tls;
        if (base.isConnected()) {
            plain = base.getInputStream();
            peer = base.getRemoteSocketAddress();
        }
    }

    @Override
    public boolean isStale() throws IOException {
        if (!connection.isOpen()) {
            return true;
        }
        boolean something = parser.hasUnread() || plain.available() > 0;
        if (something && hasUnread()) {
            unreliable.add(peer);
            return true;
        }
        boolean idle = System.nanoTime() - usedAt > BUSY;
        return (something || idle) && (connection.isStale() || hasUnread());
    }

    /** Whether there are bytes that belong to no answer; records of TLS itself are read over. */
    private boolean hasUnread() throws IOException {
        return parser.hasUnread() || plain.available() > 0 && (!encrypted || connection.isDataAvailable(LOOK));
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        parser.begin();
        early = false;
        writeHostInAscii(request);
        connection.sendRequestHeader(request);
    }

    /** HttpCore turns names of IDNA back into letters, and writes a proxy's request line with them. */
    private static void writeHostInAscii(ClassicHttpRequest request) {
        if (request instanceof BasicHttpRequest basic && !StringUtils.isAsciiPrintable(basic.getRequestUri())) {
            basic.setAbsoluteRequestUri(false);
            basic.setPath(basic.getScheme() + "://" + basic.getAuthority() + basic.getPath());
        }
    }

    /**
     * Looks right before each write of a request: an answer that is there already is none to it, unless it is a refusal of what it
     * has seen so far.
     *
     * @param sent bytes of the request that have left
     */
    private boolean answersEarly(long sent) throws IOException {
        if (!hasUnread()) {
            return false;
        }
        if (sent == 0) {
            unreliable.add(peer);
            throw new UnexpectedDataException();
        }
        early = true;
        return true;
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        ClassicHttpResponse response;
        try {
            response = connection.receiveResponseHeader();
        } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
            if (answered) {
                unreliable.add(peer);
            }
            throw e;
        }
        if (early && response.getCode() < HttpStatus.SC_CLIENT_ERROR) {
            unreliable.add(peer);
            throw new ProtocolException("the server answered before the request was sent");
        }
        return response;
    }

    @Override
    public void receiveResponseEntity(ClassicHttpResponse response) throws HttpException, IOException {
        connection.receiveResponseEntity(response);
        HttpEntity entity = response.getEntity();
        if (entity != null && entity.isStreaming()) {
            response.setEntity(new Bounded(entity));
        }
    }

    @Override
    public boolean isConsistent() {
        return connection.isConsistent() && !early && !unreliable.contains(peer);
    }

    @Override
    public void passivate() {
        answered = true;
        usedAt = System.nanoTime();
        connection.passivate();
    }

    @Override
    public void activate() {
        connection.activate();
    }

    @Override
    public Socket getSocket() {
        return connection.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return connection.getSSLSession();
    }

    @Override
    public boolean isDataAvailable(Timeout timeout) throws IOException {
        return connection.isDataAvailable(timeout);
    }

    @Override
    public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
        connection.sendRequestEntity(request);
    }

    @Override
    public void terminateRequest(ClassicHttpRequest request) throws HttpException, IOException {
        connection.terminateRequest(request);
    }

    @Override
    public EndpointDetails getEndpointDetails() {
        return connection.getEndpointDetails();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return connection.getLocalAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return connection.getRemoteAddress();
    }

    @Override
    public ProtocolVersion getProtocolVersion() {
        return connection.getProtocolVersion();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public Timeout getSocketTimeout() {
        return connection.getSocketTimeout();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        connection.setSocketTimeout(timeout);
    }

    @Override
    public void flush() throws IOException {
        connection.flush();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    @Override
    public void close(CloseMode mode) {
        connection.close(mode);
    }

    @Override
    public String toString() {
        return connection.toString();
    }

    /** An entity whose body is bounded. */
    private final class Bounded extends HttpEntityWrapper {
        private InputStream content;

        Bounded(HttpEntity entity) {
            super(entity);
        }

        @Override
        public InputStream getContent() throws IOException {
            if (content == null) {
                content = new BoundedBody(
                        super.getContent(), AnswerReader.largest(), () -> connection.close(CloseMode.IMMEDIATE));
            }
            return content;
        }

        @Override
        public void close() throws IOException {
            getContent().close();
        }
    }
}
