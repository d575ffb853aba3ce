// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon threads and the HTTP client of one portal, or of several that share them; it ends with the last of them. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS_TO_A_HANDLER = 64;

    private final Vertx vertx;
    private final HttpClient client;
    private int users = 1;

    private Engine() {
        vertx = Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_A_HANDLER))
                .withConnectHandler(connection -> connection.exceptionHandler(
                        e -> LOG.debug("A handler has closed its connection: {}", e.toString())))
                .build();
    }

    static Engine start() {
        return new Engine();
    }

    /** One more portal runs on it. */
    synchronized Engine share() {
        if (users == 0) {
            throw new IllegalStateException("The portal beside which another is to run is closed");
        }
        users++;
        return this;
    }

    Vertx vertx() {
        return vertx;
    }

    HttpClient client() {
        return client;
    }

    /** One portal less runs on it; waits for the end of the threads if it was the last. */
    void leave() {
        if (isLastToLeave()) {
            Future<Void> end = vertx.close();
            if (!Context.isOnEventLoopThread()) {
                end.toCompletionStage().toCompletableFuture().join();
            }
        }
    }

    private synchronized boolean isLastToLeave() {
        users--;
        return users == 0;
    }
}
