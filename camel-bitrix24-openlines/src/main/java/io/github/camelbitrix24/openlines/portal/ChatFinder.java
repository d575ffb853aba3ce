// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import io.github.camelbitrix24.openlines.api.B24Exception;
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
        Optional<Long> known;
        synchronized (onTheWay) {
            known = cache.get(lookup);
        }
        return known.map(CompletableFuture::completedFuture)
                .orElseGet(() -> portal.call(lookup.read())
                        .thenApply(response -> remember(lookup, response).orElseThrow(() -> nowhere(lookup))));
    }

    private void go(Wish wish) {
        Optional<Long> known;
        synchronized (onTheWay) {
            Deque<Wish> waiting = onTheWay.get(wish.lookup());
            if (waiting != null) {
                waiting.add(wish);
                return;
            }
            known = cache.get(wish.lookup());
            if (known.isEmpty()) {
                onTheWay.put(wish.lookup(), new ArrayDeque<>());
            }
        }
        if (known.isPresent()) {
            alone(wish, known.get());
        } else if (!lookUp(wish)) {
            arrived(wish.lookup(), Optional.empty());
        }
    }

    private static void alone(Wish wish, long chat) {
        try {
            RestCall call = wish.action().apply(chat);
            CompletableFuture<RestResponse> sent = wish.portal().call(call);
            wish.cancels(sent);
            sent.whenComplete((response, failure) -> {
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

    /** Whether it has begun; what cannot begin has failed. */
    private boolean lookUp(Wish wish) {
        try {
            RestCall read = wish.lookup().read();
            RestCall call = wish.action().apply(wish.lookup().reference());
            if (wish.portal().takesInGroup(read) && wish.portal().takesInGroup(call)) {
                CompletableFuture<List<CallOutcome>> sent =
                        wish.portal().call(CallGroup.of(null, read, call), Sequel.NONE);
                wish.cancels(sent);
                sent.whenComplete((outcomes, cancelled) -> {
                    if (cancelled == null) {
                        together(wish, call, outcomes);
                    } else {
                        arrived(wish.lookup(), Optional.empty());
                    }
                });
            } else {
                CompletableFuture<RestResponse> sent = wish.portal().call(read);
                wish.cancels(sent);
                sent.whenComplete((response, failure) -> first(wish, response, failure));
            }
            return true;
        } catch (RuntimeException e) {
            wish.answer().completeExceptionally(e);
            return false;
        }
    }

    /** The lookup and the call are back; without a chat, the call cannot have acted on any. Who waits goes before who is told. */
    private void together(Wish wish, RestCall call, List<CallOutcome> outcomes) {
        CallOutcome read = outcomes.get(0);
        CallOutcome acted = outcomes.get(1);
        Optional<Long> chat =
                read instanceof CallOutcome.Done done ? remember(wish.lookup(), done.response()) : Optional.empty();
        arrived(wish.lookup(), chat);
        if (read instanceof CallOutcome.Failed failed) {
            wish.answer().completeExceptionally(unknown(acted).orElse(failed.failure()));
        } else if (chat.isEmpty()) {
            wish.answer().completeExceptionally(nowhere(wish.lookup()));
        } else if (acted instanceof CallOutcome.Failed failed) {
            wish.answer().completeExceptionally(failed.failure());
        } else if (acted instanceof CallOutcome.Done done) {
            wish.answer().complete(new Answer(chat.get(), call, done.response()));
        }
    }

    /** The lookup is back, the call goes now. */
    private void first(Wish wish, RestResponse response, Throwable failure) {
        Optional<Long> chat = failure == null ? remember(wish.lookup(), response) : Optional.empty();
        chat.ifPresent(found -> alone(wish, found));
        arrived(wish.lookup(), chat);
        if (chat.isEmpty()) {
            wish.answer().completeExceptionally(failure == null ? nowhere(wish.lookup()) : failure);
        }
    }

    private Optional<Long> remember(Lookup lookup, RestResponse response) {
        Optional<Long> chat = lookup.chatIn(response.result());
        chat.ifPresent(found -> cache.put(lookup, found));
        return chat;
    }

    /** Those who waited go, in the order in which they came; if it was in vain, the first of them looks up again. */
    private void arrived(Lookup lookup, Optional<Long> chat) {
        while (true) {
            Wish next;
            synchronized (onTheWay) {
                next = onTheWay.get(lookup).poll();
                if (next == null) {
                    onTheWay.remove(lookup);
                    return;
                }
            }
            if (chat.isPresent()) {
                alone(next, chat.get());
            } else if (lookUp(next)) {
                return;
            }
        }
    }

    /** Of a request that was cut nothing is known: then it is told of the call, and not of its lookup. */
    private static Optional<B24Exception> unknown(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Failed failed && failed.failure() instanceof B24OutcomeUnknownException
                ? Optional.of(failed.failure())
                : Optional.empty();
    }

    private static B24OutcomeUnknownException nowhere(Lookup lookup) {
        String method = lookup.read().method();
        return new B24OutcomeUnknownException(
                method + ": the portal's answer names no chat, so nothing is known of the call that needed it",
                RestFailure.unanswered(method, OK),
                null);
    }

    private record Wish(
            PortalClient portal, Lookup lookup, Function<Object, RestCall> action, CompletableFuture<Answer> answer) {

        /** Who waits no more for the answer, does not for what would bring it. */
        void cancels(CompletableFuture<?> sent) {
            answer.whenComplete((done, failure) -> {
                if (answer.isCancelled()) {
                    sent.cancel(false);
                }
            });
        }
    }
}
