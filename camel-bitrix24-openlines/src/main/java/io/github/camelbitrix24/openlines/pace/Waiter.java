// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who waits for what came of a call or a group. */
sealed interface Waiter {

    /** Done when it is told, or does not wait any more. */
    CompletableFuture<?> promise();

    /** Tells the outcomes, one for each call. */
    void settle(List<CallOutcome> outcomes);

    /** Whether anything may follow. */
    boolean goesOn();

    /** What follows on these outcomes, empty if they are the last; code of others, to be run outside the lock. */
    Optional<CallGroup> next(List<CallOutcome> outcomes);

    /** Waits for one call's response or failure. */
    record ForCall(CompletableFuture<RestResponse> promise) implements Waiter {
        @Override
        public void settle(List<CallOutcome> outcomes) {
            CallOutcome only = outcomes.get(0);
            if (only instanceof CallOutcome.Done done) {
                promise.complete(done.response());
            } else if (only instanceof CallOutcome.Failed failed) {
                promise.completeExceptionally(failed.failure());
            }
        }

        @Override
        public boolean goesOn() {
            return false;
        }

        @Override
        public Optional<CallGroup> next(List<CallOutcome> outcomes) {
            return Optional.empty();
        }
    }

    /** Waits for the outcomes of a group, or of the last one that followed on it. */
    record ForGroup(CompletableFuture<List<CallOutcome>> promise, Sequel sequel) implements Waiter {
        @Override
        public void settle(List<CallOutcome> outcomes) {
            promise.complete(outcomes);
        }

        @Override
        public boolean goesOn() {
            return sequel != Sequel.NONE;
        }

        @Override
        public Optional<CallGroup> next(List<CallOutcome> outcomes) {
            return sequel.next(outcomes);
        }
    }
}
