// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that come one after the other at a portal that answers each request before the next call comes: turned time. */
class FloodTest {
    private static final CallRules RULES = new CallRules(Duration.ofSeconds(60), 5, 50);

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-03-17T12:00:00Z"));
    private final ScriptedTransport portal = new ScriptedTransport();
    private final Dispatcher dispatcher = dispatcher(new Limits(Rate.STANDARD, 2, 1_000, 480));
    private final PortalCaller caller = dispatcher.caller(new PortalWire(
            new PortalLocation(new PortalAddress("http", "portal", -1), RedirectHosts.parse(null)),
            Webhook.parse("27/one"),
            portal));

    private int answered;

    private Dispatcher dispatcher(Limits limits) {
        return new Dispatcher(limits, Budget.local(limits, time), time, Runnable::run);
    }

    private List<CompletableFuture<RestResponse>> come(int calls, Duration apart) {
        List<CompletableFuture<RestResponse>> coming = new ArrayList<>();
        for (long chat = 1; chat <= calls; chat++) {
            coming.add(caller.submit(
                    new RestCall("imopenlines.operator.spam", Map.of("CHAT_ID", chat), chat, true),
                    RULES,
                    this,
                    false));
            answer();
            time.advance(apart);
            answer();
        }
        return coming;
    }

    private void answer() {
        while (answered < portal.requests.size()) {
            portal.requests.get(answered++).yes();
        }
    }

    @Test
    void aFloodAtAQuickPortalSpendsFewRequestsThatAreNotFull() {
        List<CompletableFuture<RestResponse>> calls = come(500, Duration.ofMillis(0));
        time.advance(Duration.ofMillis(100));
        answer();

        assertThat(calls).allMatch(CompletableFuture::isDone);
        // four or five of one call each, nine full ones, and what is left
        assertThat(portal.requests).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void callsThatComeSlowlyGoAtOnce() {
        List<CompletableFuture<RestResponse>> calls = come(40, Duration.ofMillis(50));

        assertThat(calls).allMatch(CompletableFuture::isDone);
        assertThat(portal.requests).hasSize(40);
    }

    @Test
    void theLastOfAFloodWaitsAFortiethOfASecondAtMost() {
        List<CompletableFuture<RestResponse>> calls = come(20, Duration.ZERO);
        assertThat(calls).anyMatch(call -> !call.isDone());

        time.advance(Duration.ofMillis(25));
        answer();

        assertThat(calls).allMatch(CompletableFuture::isDone);
    }
}
