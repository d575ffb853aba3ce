// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.report.Ending;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import io.github.camelbitrix24.openlines.wire.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a part throws that others wrote, its own calls are told, and the next call goes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThrownErrorsTest extends AtAScriptedPortal {
    private final ScriptedBudget budget = new ScriptedBudget();
    private final Deque<Throwable> atTransport = new ArrayDeque<>();
    private final Deque<Throwable> atTimer = new ArrayDeque<>();
    private final Deque<Throwable> atThreads = new ArrayDeque<>();
    private Observer observer = Observer.NONE;

    static Stream<Throwable> thrown() {
        return Stream.of(
                new StackOverflowError(),
                new OutOfMemoryError("unable to create native thread"),
                new NoClassDefFoundError("io/lettuce/core/RedisClient"),
                new AssertionError("a driver's"),
                new IllegalStateException("http://portal/rest/27/one/"));
    }

    @BeforeEach
    void open() {
        Time failing = new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void schedule(Runnable task, long delayNanos) {
                throwNext(atTimer);
                time.schedule(task, delayNanos);
            }
        };
        Executor threads = task -> {
            throwNext(atThreads);
            task.run();
        };
        Transport transport = (message, waiter) -> {
            throwNext(atTransport);
            return portal.send(message, waiter);
        };
        dispatcher =
                new Dispatcher(new Limits(Rate.STANDARD, 4, 1_000, 480), budget, failing, threads, new Forwarding());
        PortalLocation location =
                new PortalLocation(new PortalAddress("http", "portal", -1), RedirectHosts.parse(null));
        caller = dispatcher.caller(new PortalWire(location, Webhook.parse("27/one"), transport));
    }

    private static void throwNext(Deque<Throwable> thrown) {
        Throwable next = thrown.poll();
        if (next != null) {
            raise(next);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private void nextCallGoes(long chat) {
        CompletableFuture<RestResponse> next = call(chat);
        for (int second = 0; second < 10 && !next.isDone(); second++) {
            time.advance(Duration.ofSeconds(1));
            answerAll();
        }
        assertThat(next).isCompleted();
        assertThat(next.join().result()).isEqualTo(true);
        assertThat(dispatcher.state().inFlight()).isZero();
        assertThat(dispatcher.state().waiting()).isZero();
    }

    private void answerAll() {
        List.copyOf(portal.requests).forEach(request -> {
            if (!request.answer().isDone()) {
                request.yes();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenABudgetIsAsked(Throwable thrown) {
        budget.answers.add(() -> {
            raise(thrown);
            return null;
        });
        CompletableFuture<RestResponse> first = call(1);
        time.advance(Duration.ofSeconds(2));
        answerAll();

        assertThat(first.join().result()).isEqualTo(true);
        nextCallGoes(2);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenABudgetAnswers(Throwable thrown) {
        budget.answers.add(() -> CompletableFuture.failedFuture(thrown));
        CompletableFuture<RestResponse> first = call(1);
        time.advance(Duration.ofSeconds(2));
        answerAll();

        assertThat(first.join().result()).isEqualTo(true);
        nextCallGoes(2);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenABudgetIsToldThatThePortalIsFullOrGetsASlotBack(Throwable thrown) {
        CompletableFuture<Long> slot = new CompletableFuture<>();
        budget.answers.add(() -> slot);
        budget.draining = () -> raise(thrown);
        budget.givingBack = () -> raise(thrown);
        CompletableFuture<RestResponse> withdrawn = call(1);
        dispatcher.withdraw(this);
        slot.complete(0L);
        failure(withdrawn, B24UnavailableException.class);

        CompletableFuture<RestResponse> refused = call(2);
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        time.advance(Duration.ofSeconds(10));
        answerAll();

        assertThat(refused.join().attempts()).isEqualTo(2);
        nextCallGoes(3);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenARequestBegins(Throwable thrown) {
        for (int tries = 0; tries <= RULES.maxRetries(); tries++) {
            atTransport.add(thrown);
        }
        CompletableFuture<RestResponse> first = call(1);
        time.advance(Duration.ofSeconds(60));

        assertThat(failure(first, B24UnavailableException.class))
                .hasMessageContaining(
                        "request cannot begin (" + thrown.getClass().getSimpleName() + ")")
                .hasMessageContaining("It was not executed")
                .hasMessageNotContaining("JSON")
                .satisfies(failure ->
                        assertThat(failure.toString() + failure.getCause()).doesNotContain("27/one"));
        nextCallGoes(2);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenARequestIsOnItsWay(Throwable thrown) {
        CompletableFuture<RestResponse> first = call(1);
        portal.last().answer().completeExceptionally(thrown);

        failure(first, B24OutcomeUnknownException.class);
        nextCallGoes(2);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenItIsAskedWhatFollows(Throwable thrown) {
        CompletableFuture<List<CallOutcome>> group = caller.submit(
                CallGroup.of(1L, RestCall.reading("imopenlines.dialog.get", Map.of("CHAT_ID", 1L))),
                outcomes -> {
                    raise(thrown);
                    return null;
                },
                RULES,
                this);
        answerAll();

        assertThat(group.join()).hasSize(1).first().isInstanceOf(CallOutcome.Done.class);
        nextCallGoes(1);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenAnObserverIsTold(Throwable thrown) {
        List<String> told = new ArrayList<>();
        observer = new Observer() {
            @Override
            public void requestSent(int calls) {
                told.add("sent");
                raise(thrown);
            }

            @Override
            public void callDone(String method, Ending ending, int attempts, int together, long waited, long nanos) {
                told.add("done");
                raise(thrown);
            }
        };
        nextCallGoes(1);
        nextCallGoes(2);

        assertThat(told).containsExactly("sent", "done", "sent", "done");
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenATimerIsSet(Throwable thrown) {
        budget.answers.add(
                () -> CompletableFuture.completedFuture(Duration.ofSeconds(1).toNanos()));
        atTimer.add(thrown);
        CompletableFuture<RestResponse> waits = call(1);

        nextCallGoes(2);
        assertThat(waits.join().result()).isEqualTo(true);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenAThreadForACallbackIsWanted(Throwable thrown) {
        CompletableFuture<RestResponse> first = call(1);
        atThreads.add(thrown);
        answerAll();
        time.advance(Duration.ofSeconds(1));

        assertThat(first.join().result()).isEqualTo(true);
        nextCallGoes(2);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whenACallbackRuns(Throwable thrown) {
        CompletableFuture<Void> callback = call(1).thenAccept(response -> raise(thrown));
        answerAll();

        assertThat(callback).isCompletedExceptionally();
        nextCallGoes(2);
    }

    /** Tells whoever listens in this test. */
    private final class Forwarding implements Observer {
        @Override
        public void requestSent(int calls) {
            observer.requestSent(calls);
        }

        @Override
        public void callDone(String method, Ending ending, int attempts, int together, long waited, long nanos) {
            observer.callDone(method, ending, attempts, together, waited, nanos);
        }
    }
}
