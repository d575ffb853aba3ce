// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.report.Trail;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import io.github.camelbitrix24.openlines.wire.Failures;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the portal's endpoints of one caller send through. Safe for all threads. */
public final class PortalCaller {
    private final Dispatcher dispatcher;
    private final Lane lane;
    private final Time time;
    private final Trail trail;
    private final CancellationSignal signal;

    PortalCaller(Dispatcher dispatcher, Lane lane, Time time, Trail trail, CancellationSignal signal) {
        this.dispatcher = dispatcher;
        this.lane = lane;
        this.time = time;
        this.trail = trail;
        this.signal = signal;
    }

    /** The same caller; what becomes of its calls is told to a span's trail. */
    public PortalCaller followed(Trail by) {
        return new PortalCaller(dispatcher, lane, time, by, signal);
    }

    /** The same caller; its calls end when the signal says that nobody waits for them. */
    public PortalCaller cancelledBy(CancellationSignal by) {
        return new PortalCaller(dispatcher, lane, time, trail, by);
    }

    /** The user in whose name it calls; 0 if nobody has said. */
    public long userId() {
        return lane.wire.credentials().userId();
    }

    /** What is known about the caller; asks nobody. */
    public CallerState state() {
        return dispatcher.state(lane);
    }

    /**
     * Takes a call as it is now; returns at once.
     *
     * @param owner may later withdraw its waiting calls with {@link Dispatcher#withdraw}
     * @param ahead whether it goes before all calls that wait
     * @return fails with a {@code B24Exception} only; cancelling it ends the waiting or the request
     */
    public CompletableFuture<RestResponse> submit(RestCall call, CallRules rules, Object owner, boolean ahead) {
        CompletableFuture<RestResponse> promise = new CompletableFuture<>();
        Waiter waiter = new Waiter.ForCall(promise);
        RestCall copy;
        try {
            copy = rules.copy(call);
        } catch (B24InvalidRequestException e) {
            promise.completeExceptionally(e);
            return promise;
        }
        enter(
                new PendingCall(lane, List.of(copy), call.chatId(), rules, owner, waiter, trail, signal, time.nanos()),
                ahead);
        return promise;
    }

    /**
     * Takes a group; returns at once. It goes in one {@code batch}, alone or with others, whatever {@code maxBatchSize} is. It
     * is repeated as a whole, like a call, and only if none of its calls that change state may have run.
     *
     * @param sequel asked after each answer, also an unreadable one; what it wants goes in the group's place of the chat's order,
     *     with a {@code maxWait} of its own, unless the component stops
     * @param owner may later withdraw its waiting calls with {@link Dispatcher#withdraw}
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if the group has several calls, and one cannot be
     *     said in a batch: a text of it holds what the portal would take for a reference, or an empty map or list; or if the
     *     parameters of one are too deep or too large
     * @return never fails: one outcome for each call of the last group; cancelling it ends the waiting or the request
     */
    public CompletableFuture<List<CallOutcome>> submit(CallGroup group, Sequel sequel, CallRules rules, Object owner) {
        CompletableFuture<List<CallOutcome>> promise = new CompletableFuture<>();
        List<RestCall> calls = rules.copy(group.calls());
        calls.stream()
                .filter(call -> calls.size() > 1 && !BatchEnvelope.takes(call))
                .findFirst()
                .ifPresent(call -> {
                    throw Failures.notInBatch(call);
                });
        Waiter waiter = new Waiter.ForGroup(promise, sequel);
        enter(new PendingCall(lane, calls, group.chatId(), rules, owner, waiter, trail, signal, time.nanos()), false);
        return promise;
    }

    private void enter(PendingCall pending, boolean ahead) {
        dispatcher.enter(pending, ahead);
        if (signal != null) {
            signal.onCancel(() -> dispatcher.cancel(pending));
        }
    }
}
