// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.auth.Access;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.Delivery;
import java.util.concurrent.CompletableFuture;

/** A call from its coming to its settling. Its fields belong to the dispatcher's lock; its promise is settled once. */
final class PendingCall {
    /** Where a call is. */
    enum Stage {
        WAITING,
        SENT,
        DONE
    }

    final Lane lane;
    final RestCall call;
    final CallRules rules;
    final Object owner;
    final CompletableFuture<RestResponse> promise = new CompletableFuture<>();
    final long came;
    final long deadline;
    ChatQueue chat;
    long sequence;
    /** How often the portal got it. */
    int attempts;
    /** How often it went without having been executed. */
    int tries;

    Stage stage = Stage.WAITING;
    Delivery last;
    /** With what it went. */
    Access access;
    /** Whether it has gone again with another token. */
    boolean renewed;

    PendingCall(Lane lane, RestCall call, CallRules rules, Object owner, long now) {
        this.lane = lane;
        this.call = call;
        this.rules = rules;
        this.owner = owner;
        this.came = now;
        this.deadline = now + rules.maxWait().toNanos();
    }

    /** Whether it may go together with others. */
    boolean batchable() {
        return rules.maxBatchSize() > 1 && BatchEnvelope.takes(call);
    }
}
