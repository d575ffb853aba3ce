// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Closes connections to a Vert.x server whose request's headers do not come to their end in time. Vert.x itself waits for ever,
 * and Camel's server has no option for that.
 */
final class HeaderDeadline {
    private static final String NAME = "b24openlines-header-deadline";
    private static final long LONGEST_INSTALLATION_MS = 2_000;
    private static final byte TLS_HANDSHAKE = 0x16;

    private final Vertx vertx;
    private final int port;
    private final Accepting accepting;

    /**
     * Makes a deadline, which begins with {@link #install}.
     *
     * @param port that the server listens on
     * @param patience how long the headers may take, from the connection on
     */
    HeaderDeadline(Vertx vertx, int port, Duration patience) {
        this.vertx = vertx;
        this.port = port;
        this.accepting = new Accepting(patience);
    }

    /** For connections that come after this; unless the server has such a deadline. Waits for the server a moment. */
    void install() {
        for (Future<?> installed : forServer(server -> {
            if (server.pipeline().get(NAME) == null) {
                server.pipeline().addFirst(NAME, accepting);
            }
        })) {
            installed.awaitUninterruptibly(LONGEST_INSTALLATION_MS);
        }
    }

    /** Connections that come from now on have no deadline of this one. */
    void remove() {
        forServer(server -> {
            if (server.pipeline().get(NAME) == accepting) {
                server.pipeline().remove(accepting);
            }
        });
    }

    /** The request on this connection has been answered: what comes next are headers again. */
    static void next(HttpConnection connection) {
        if (connection instanceof ConnectionBase base
                && base.channel().pipeline().get(NAME) instanceof Waiting waiting) {
            waiting.next();
        }
    }

    private List<Future<?>> forServer(Consumer<Channel> action) {
        List<Future<?>> done = new ArrayList<>();
        for (EventExecutor executor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop loop && !loop.isShuttingDown()) {
                done.add(loop.submit(() -> {
                    for (Iterator<Channel> all = loop.registeredChannelsIterator(); all.hasNext(); ) {
                        Channel channel = all.next();
                        if (channel instanceof ServerChannel
                                && channel.localAddress() instanceof InetSocketAddress address
                                && address.getPort() == port) {
                            action.accept(channel);
                        }
                    }
                }));
            }
        }
        return done;
    }

    /** In the listening channel, whose messages are the connections. */
    @Sharable
    private static final class Accepting extends ChannelInboundHandlerAdapter {
        private final Duration patience;

        Accepting(Duration patience) {
            this.patience = patience;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel connection) {
                connection.pipeline().addLast(NAME, new Waiting(patience, true));
            }
            context.fireChannelRead(message);
        }
    }

    /** In a connection; in front of everything that reads HTTP. */
    private static final class Waiting extends ChannelInboundHandlerAdapter {
        private final Duration patience;
        private final boolean first;
        private ChannelHandlerContext context;
        private ScheduledFuture<?> deadline;
        private boolean inHeaders = true;
        private int lineEnds;
        private boolean begun;

        Waiting(Duration patience, boolean first) {
            this.patience = patience;
            this.first = first;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
            await();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext removed) {
            stop();
        }

        @Override
        public void channelInactive(ChannelHandlerContext closed) {
            stop();
            closed.fireChannelInactive();
        }

        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            if (inHeaders && message instanceof ByteBuf bytes && bytes.isReadable()) {
                if (first && !begun && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
                    behindTls();
                } else {
                    headers(bytes);
                }
                begun = true;
            }
            reading.fireChannelRead(message);
        }

        private void behindTls() {
            ChannelHandlerContext tls = context.pipeline().context(SslHandler.class);
            context.pipeline().remove(this);
            if (tls != null) {
                context.pipeline().addAfter(tls.name(), NAME, new Waiting(patience, false));
            }
        }

        private void headers(ByteBuf bytes) {
            if (deadline == null) {
                await();
            }
            for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
                byte next = bytes.getByte(at);
                if (next == '\n') {
                    lineEnds++;
                } else if (next != '\r') {
                    lineEnds = 0;
                }
                if (lineEnds == 2) {
                    inHeaders = false;
                    stop();
                    return;
                }
            }
        }

        private void await() {
            deadline = context.executor().schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void stop() {
            if (deadline != null) {
                deadline.cancel(false);
                deadline = null;
            }
        }

        /** The time begins with the first byte: a connection may be kept open for later. */
        private void next() {
            context.executor().execute(() -> {
                stop();
                inHeaders = true;
                lineEnds = 0;
            });
        }
    }
}
