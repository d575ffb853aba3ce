// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.Lookup;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Calls methods that take a chat, for dialogs that are known by another id. The chat is looked up in the same {@code batch}, in front
 * of the call, and remembered for a short while. While an id is looked up, further calls by it wait, and then go by the chat: so they
 * keep its order and cost no further lookup.
 */
public final class ChatFinder {
    private static final int OK = 200;

    private final ChatCache cache;
    private final Map<Lookup, Deque<Wish>> onTheWay = new HashMap<>();

    /**
     * Makes the finder of one caller.
     *
     * @param nanos elapsed nanoseconds since some fixed point
     */
    public ChatFinder(LongSupplier nanos) {
        this.cache = new ChatCache(nanos);
    }

    /**
     * A call's answer, and the chat it was about.
     *
     * @param call as it was sent
     */
    public record Answer(long chatId, RestCall call, RestResponse response) {}

    CompletableFuture<Answer> call(PortalClient portal, Lookup lookup, Function<Object, RestCall> action) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        go(new Wish(portal, lookup, action, answer));
        return answer;
    }

    CompletableFuture<Long> find(PortalClient portal, Lookup lookup) {
        Optional<Long> known = cache.get(lookup);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        return portal.call(lookup.read())
                .thenApply(response -> remember(lookup, response).orElseThrow(() -> nowhere(lookup, response)));
    }

    private void go(Wish wish) {
        Optional<Long> known;
        synchronized (onTheWay) {
            known = cache.get(wish.lookup());
            if (known.isEmpty() && onTheWay.containsKey(wish.lookup())) {
                onTheWay.get(wish.lookup()).add(wish);
                return;
            }
            if (known.isEmpty()) {
                onTheWay.put(wish.lookup(), new ArrayDeque<>());
            }
        }
        if (known.isPresent()) {
            alone(wish, known.get());
            return;
        }
        try {
            lookUp(wish);
        } catch (RuntimeException e) {
            wish.answer().completeExceptionally(e);
            arrived(wish.lookup());
        }
    }

    private static void alone(Wish wish, long chat) {
        try {
            RestCall call = wish.action().apply(chat);
            wish.portal().call(call).whenComplete((response, failure) -> {
                if (failure == null) {
                    wish.answer().complete(new Answer(chat, call, response));
                } else {
                    wish.answer().completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            wish.answer().completeExceptionally(e);
        }
    }

    private void lookUp(Wish wish) {
        RestCall read = wish.lookup().read();
        RestCall call = wish.action().apply(wish.lookup().reference());
        if (wish.portal().takesInGroup(read) && wish.portal().takesInGroup(call)) {
            wish.portal()
                    .call(CallGroup.of(null, read, call), Sequel.NONE)
                    .thenAccept(outcomes -> together(wish, call, outcomes));
        } else {
            wish.portal().call(read).whenComplete((response, failure) -> first(wish, response, failure));
        }
    }

    /** The lookup and the call are back; without a chat, the call cannot have acted on any. */
    private void together(Wish wish, RestCall call, List<CallOutcome> outcomes) {
        CallOutcome read = outcomes.get(0);
        CallOutcome acted = outcomes.get(1);
        if (read instanceof CallOutcome.Failed failed) {
            wish.answer().completeExceptionally(failed.failure());
        } else if (read instanceof CallOutcome.Done done) {
            Optional<Long> chat = remember(wish.lookup(), done.response());
            if (chat.isEmpty()) {
                wish.answer().completeExceptionally(nowhere(wish.lookup(), done.response()));
            } else if (acted instanceof CallOutcome.Failed failed) {
                wish.answer().completeExceptionally(failed.failure());
            } else if (acted instanceof CallOutcome.Done answered) {
                wish.answer().complete(new Answer(chat.get(), call, answered.response()));
            }
        }
        arrived(wish.lookup());
    }

    /** The lookup is back, the call goes now. */
    private void first(Wish wish, RestResponse response, Throwable failure) {
        Optional<Long> chat = failure == null ? remember(wish.lookup(), response) : Optional.empty();
        if (chat.isPresent()) {
            alone(wish, chat.get());
        } else {
            wish.answer().completeExceptionally(failure == null ? nowhere(wish.lookup(), response) : failure);
        }
        arrived(wish.lookup());
    }

    private Optional<Long> remember(Lookup lookup, RestResponse response) {
        Optional<Long> chat = lookup.chatIn(response.result());
        chat.ifPresent(found -> cache.put(lookup, found));
        return chat;
    }

    /** Those who waited go in the order in which they came; if it was in vain, the first of them looks up again. */
    private void arrived(Lookup lookup) {
        Deque<Wish> waiting;
        synchronized (onTheWay) {
            waiting = onTheWay.remove(lookup);
        }
        waiting.forEach(this::go);
    }

    private static B24OutcomeUnknownException nowhere(Lookup lookup, RestResponse response) {
        String method = lookup.read().method();
        return new B24OutcomeUnknownException(
                method + ": the portal's answer names no chat, so nothing is known of the call that needed it",
                new RestFailure(method, null, null, OK, response.attempts()),
                null);
    }

    private record Wish(
            PortalClient portal,
            Lookup lookup,
            Function<Object, RestCall> action,
            CompletableFuture<Answer> answer) {}
}
