// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;

/** A dispatcher at a portal whose answers the test gives one by one, in turned time. */
abstract class AtAScriptedPortal {
    static final Instant START = Instant.parse("2026-03-17T12:00:00Z");
    static final CallRules RULES = new CallRules(Duration.ofSeconds(60), 5, 50);
    static final String SPAM = "imopenlines.operator.spam";

    final TurnedTime time = new TurnedTime(START);
    final ScriptedTransport portal = new ScriptedTransport();
    Dispatcher dispatcher;
    PortalCaller caller;

    final void open(Rate rate, int maxInFlight) {
        open(new Limits(rate, maxInFlight, 1_000, 480));
    }

    final void open(Limits limits) {
        dispatcher = new Dispatcher(limits, Budget.local(limits, time), time, Runnable::run);
        caller = caller("27/one");
    }

    final PortalCaller caller(String token) {
        PortalLocation location =
                new PortalLocation(new PortalAddress("http", "portal", -1), RedirectHosts.parse(null));
        return dispatcher.caller(new PortalWire(location, Webhook.parse(token), portal));
    }

    final CompletableFuture<RestResponse> call(long chat) {
        return call(SPAM, chat, RULES);
    }

    final CompletableFuture<RestResponse> call(String method, long chat, CallRules rules) {
        return caller.submit(new RestCall(method, Map.of("CHAT_ID", chat), chat, true), rules, this, false);
    }

    static <T extends B24Exception> T failure(CompletableFuture<RestResponse> call, Class<T> type) {
        assertThat(call).isCompletedExceptionally();
        CompletionException wrapped = Assertions.catchThrowableOfType(CompletionException.class, call::join);
        assertThat(wrapped.getCause()).isExactlyInstanceOf(type);
        return type.cast(wrapped.getCause());
    }
}
