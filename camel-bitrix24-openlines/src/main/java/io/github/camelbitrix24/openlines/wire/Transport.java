// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.util.concurrent.CompletableFuture;

/** Sends one HTTP message once: no repetition, no redirect, no cookie. */
public interface Transport {

    /**
     * Sends the message without blocking the caller.
     *
     * @param waiter runs the request itself if it can; null to leave it to the transport's threads
     * @return completes on the waiter's thread or one of the transport; fails with {@link NotSentException} if the portal certainly did not
     *     get the message, with any other exception if it may have; cancelling it ends the request
     */
    CompletableFuture<HttpAnswer> send(HttpMessage message, WaitingThread waiter);
}
