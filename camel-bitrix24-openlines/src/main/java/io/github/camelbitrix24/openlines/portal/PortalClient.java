// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.pace.CallRules;
import io.github.camelbitrix24.openlines.pace.CancellationSignal;
import io.github.camelbitrix24.openlines.pace.Dispatcher;
import io.github.camelbitrix24.openlines.pace.NamedBatch;
import io.github.camelbitrix24.openlines.pace.PortalCaller;
import io.github.camelbitrix24.openlines.report.Trail;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.Following;
import io.github.camelbitrix24.openlines.rest.Lookup;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Calls methods of one portal as one caller, for one producer or consumer. Safe for all threads. */
public final class PortalClient {
    private final Dispatcher dispatcher;
    private final PortalCaller caller;
    private final CallRules rules;
    private final ChatFinder chats;
    private final Object owner;
    private final Runnable release;

    /**
     * Makes a client.
     *
     * @param chats shared by all clients of the caller
     * @param owner whose calls these are when they are withdrawn; null for this client's own
     * @param release run at each stop
     */
    public PortalClient(
            Dispatcher dispatcher,
            PortalCaller caller,
            CallRules rules,
            ChatFinder chats,
            Object owner,
            Runnable release) {
        this.owner = owner == null ? this : owner;
        this.release = release;
        this.chats = chats;
        this.dispatcher = dispatcher;
        this.caller = caller;
        this.rules = rules;
    }

    /** The same client; what becomes of its calls is told to a span's trail. */
    public PortalClient followed(Trail trail) {
        return new PortalClient(dispatcher, caller.followed(trail), rules, chats, owner, release);
    }

    /** The same client; its calls end when the signal says that nobody waits for them. */
    public PortalClient cancelledBy(CancellationSignal signal) {
        return new PortalClient(dispatcher, caller.cancelledBy(signal), rules, chats, owner, release);
    }

    /**
     * Calls a method; returns at once.
     *
     * @return completes on a thread of the component; fails with a {@code B24Exception} only; cancelling it ends the waiting or
     *     the request
     */
    public CompletableFuture<RestResponse> call(RestCall call) {
        return caller.submit(call, rules, owner, false);
    }

    /**
     * Calls methods together, in one {@code batch}; returns at once. They keep their order and their place among the other calls of
     * their chat, and are counted as so many commands.
     *
     * <p>Faults: for each call it is decided on its own whether it ran. The group is repeated, as a whole, after a refusal for the
     * request rate, or for the operating time of one of its methods, or when the portal was not reached, unless a call that changes
     * state has run or may have; what is left then is told as it is, and the sequel may look further.
     *
     * @param sequel what follows in the group's place; {@link Sequel#NONE} for nothing
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if one of several calls cannot be said in a batch
     * @return completes on a thread of the component with an outcome for each call of the last group, never with an exception;
     *     cancelling it ends the waiting or the request
     */
    public CompletableFuture<List<CallOutcome>> call(CallGroup group, Sequel sequel) {
        return caller.submit(group, sequel, rules, owner);
    }

    /**
     * Calls a method about a dialog that is known by another id than its chat; returns at once.
     *
     * @param action makes the call for a chat: a {@code Long}, or the {@link io.github.camelbitrix24.openlines.rest.Reference} that
     *     stands for it in a group of calls
     * @return completes on a thread of the component; fails with a {@code B24Exception} only, the lookup's if that failed: then the
     *     call has acted on nothing
     */
    public CompletableFuture<ChatFinder.Answer> call(Lookup lookup, Function<Object, RestCall> action) {
        return chats.call(this, lookup, action);
    }

    /**
     * Finds the chat of a dialog that is known by another id, by one request or from memory.
     *
     * @return fails with a {@code B24Exception} only
     */
    public CompletableFuture<Long> find(Lookup lookup) {
        return chats.find(this, lookup);
    }

    /**
     * Calls methods in one request that goes alone and keeps no chat's order; returns at once.
     *
     * @param calls at most 50, by name, in the order in which the portal executes them
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if a batch cannot say one of them, or its parameters
     *     are too deep or too large
     * @return a response whose result is a {@code BatchResult}; fails as {@link #call(RestCall)} if the request itself failed
     */
    public CompletableFuture<RestResponse> batch(Map<String, Call> calls) {
        Map<String, Call> own = new LinkedHashMap<>();
        calls.forEach((name, call) ->
                own.put(name, new Call(call.method(), rules.copy(call.method(), call.parameters()))));
        return Following.of(call(NamedBatch.pack(own)), response -> response.with(NamedBatch.open(own, response)));
    }

    /** In whose name it calls. */
    public PortalCaller caller() {
        return caller;
    }

    /** The user in whose name it calls; 0 if nobody has said. */
    public long callerId() {
        return caller.userId();
    }

    /** Whether a group of several calls can hold this one. */
    boolean takesInGroup(RestCall call) {
        return Dispatcher.takesInGroup(call);
    }

    /** Calls a method ahead of all calls that wait, as {@link #call} otherwise. */
    public CompletableFuture<RestResponse> callAhead(RestCall call) {
        return caller.submit(call, rules, owner, true);
    }

    /** Fails the calls of this client that still wait; those on their way finish. */
    public void stop() {
        dispatcher.withdraw(owner);
        release.run();
    }
}
