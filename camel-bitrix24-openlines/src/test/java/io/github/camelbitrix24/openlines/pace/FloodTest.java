// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that come one after the other at a portal that answers each request before the next call comes: turned time. */
class FloodTest extends AtAScriptedPortal {
    private int answered;

    private List<CompletableFuture<RestResponse>> come(int calls, Duration apart) {
        open(Rate.STANDARD, 2);
        List<CompletableFuture<RestResponse>> coming = new ArrayList<>();
        for (long chat = 1; chat <= calls; chat++) {
            coming.add(call(chat));
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
