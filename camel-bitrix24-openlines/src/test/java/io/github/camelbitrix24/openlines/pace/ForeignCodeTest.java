// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others wrote runs under no lock and on no thread that others wait for. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignCodeTest extends AtAScriptedPortal {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScriptedBudget budget = new ScriptedBudget();
    private final ExecutorService own = Executors.newCachedThreadPool(task -> new Thread(task, "our own"));
    private final ExecutorService others = Executors.newCachedThreadPool(task -> new Thread(task, "of others"));
    private final List<Throwable> locked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> looks = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        own.shutdownNow();
        others.shutdownNow();
    }

    private void open(Observer observer) {
        open(Rate.STANDARD, observer);
    }

    private void open(Rate rate, Observer observer) {
        dispatcher = new Dispatcher(new Limits(rate, 4, 1_000, 480), budget, time, own, observer);
        caller = caller("27/one");
    }

    /** Called by what others wrote: whoever asks for the state must get it meanwhile. */
    private void look(String where) {
        looks.add(where);
        try {
            CompletableFuture.supplyAsync(() -> dispatcher.state(), others).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            locked.add(new AssertionError(where + " runs under the lock", e));
        }
    }

    private void assertFree(String... where) {
        await().atMost(LONG).untilAsserted(() -> assertThat(looks).contains(where));
        assertThat(locked).isEmpty();
    }

    @Test
    void theBudgetIsAskedAndToldOutsideTheLock() {
        budget.answers.add(() -> {
            look("take");
            return CompletableFuture.completedFuture(0L);
        });
        budget.draining = () -> look("drain");
        budget.givingBack = () -> look("giveBack");
        open(Observer.NONE);
        call(1);
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        dispatcher.withdraw(this);
        CompletableFuture<Long> slot = new CompletableFuture<>();
        budget.answers.add(() -> slot);
        time.advance(Duration.ofSeconds(10));
        call(2);
        dispatcher.withdraw(this);
        slot.complete(0L);

        assertFree("take", "drain", "giveBack");
    }

    @Test
    void anObserverIsToldOutsideTheLock() {
        open(new Observer() {
            @Override
            public void requestSent(int calls) {
                look("sent");
            }

            @Override
            public void requestBack(int calls, long nanos) {
                look("back");
            }

            @Override
            public void callDone(String method, Ending ending, int attempts, int together, long waited, long nanos) {
                look("done");
            }

            @Override
            public void limitHit(Limit limit) {
                look("limit");
            }
        });
        call(1);
        portal.last().error(429, "OPERATION_TIME_LIMIT");
        call(2);
        time.advance(Duration.ofMinutes(2));

        assertFree("sent", "back", "limit", "done");
    }

    @Test
    void anObserverThatBlocksKeepsUpNoOtherCall() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        open(null, new Observer() {
            @Override
            public void requestSent(int calls) {
                stuck.countDown();
                awaitQuietly(over);
            }
        });
        CompletableFuture<RestResponse> first = call(1);
        others.execute(portal.last()::yes);
        assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();

        for (long chat = 2; chat < 10; chat++) {
            call(chat);
            assertThat(portal.last().parameters()).containsEntry("CHAT_ID", chat);
            CompletableFuture.runAsync(portal.last()::yes, others).get(30, TimeUnit.SECONDS);
        }
        assertThat(first).isNotDone();
        over.countDown();
        first.get(30, TimeUnit.SECONDS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void itIsAskedWhatFollowsOutsideTheLock() {
        open(Observer.NONE);
        RestCall read = RestCall.reading("imopenlines.dialog.get", Map.of("CHAT_ID", 1L));
        CompletableFuture<List<CallOutcome>> group = caller.submit(
                CallGroup.of(1L, read),
                outcomes -> {
                    look("next");
                    return Optional.empty();
                },
                RULES,
                this);
        portal.last().yes();

        group.orTimeout(30, TimeUnit.SECONDS).join();
        assertFree("next");
    }

    @Test
    void nothingIsLoggedUnderTheLock() {
        open(Observer.NONE);
        try (Watched log = new Watched()) {
            call(1);
            portal.last().error(401, "INVALID_CREDENTIALS");
            call(2);
            portal.last().yes();
            call(3);
            portal.last().error(429, "OPERATION_TIME_LIMIT");

            assertFree(
                    "Portal {} does not let {} in: {}",
                    "Portal {} lets {} in again",
                    "{} has used up its operating time at portal {} for {}: its calls wait {} s, others go on");
        }
    }

    @Test
    void parametersAreReadWhenTheCallComesOutsideTheLockAndNeverAgain() {
        open(Observer.NONE);
        List<Thread> readers = Collections.synchronizedList(new ArrayList<>());
        Map<String, Object> parameters = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                readers.add(Thread.currentThread());
                look("a body");
                return Map.<String, Object>of("CHAT_ID", 1L).entrySet();
            }
        };
        CompletableFuture<RestResponse> call =
                caller.submit(new RestCall(SPAM, parameters, 1L, true), RULES, this, false);
        int read = readers.size();
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        time.advance(Duration.ofSeconds(10));
        portal.last().yes();

        call.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(readers).hasSize(read).containsOnly(Thread.currentThread());
        assertFree("a body");
    }

    @Test
    void theLoopLeavesTheThreadOfAStore() {
        AtomicReference<String> sender = new AtomicReference<>();
        CompletableFuture<Long> slot = new CompletableFuture<>();
        budget.answers.add(() -> slot);
        open(Observer.NONE);
        PortalLocation location =
                new PortalLocation(new PortalAddress("http", "portal", -1), RedirectHosts.parse(null));
        caller = dispatcher.caller(new PortalWire(location, Webhook.parse("27/one"), (message, waiter) -> {
            sender.set(Thread.currentThread().getName());
            return portal.send(message, waiter);
        }));
        call(1);
        others.execute(() -> slot.complete(0L));

        await().atMost(LONG).untilAsserted(() -> assertThat(sender).hasValue("our own"));
    }

    @Test
    void theCallbackOfACallThatExpiresRunsOnNoThreadOfTheTimer() {
        open(Observer.NONE);
        budget.answers.add(CompletableFuture::new);
        CompletableFuture<String> thread = call(SPAM, 1, new CallRules(Duration.ofSeconds(1), 0, 1))
                .handle((response, failure) -> {
                    look("a callback");
                    return Thread.currentThread().getName();
                });
        time.advance(Duration.ofSeconds(1));

        assertThat(thread.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("our own");
        assertFree("a callback");
    }

    /** Looks with each line of the dispatcher's own log. */
    private final class Watched extends AbstractAppender implements AutoCloseable {
        private final LoggerContext context = LoggerContext.getContext(false);
        private final String name = Dispatcher.class.getPackageName();

        Watched() {
            super("watched", null, null, true, Property.EMPTY_ARRAY);
            start();
            LoggerConfig logger = new LoggerConfig(name, Level.INFO, false);
            logger.addAppender(this, Level.ALL, null);
            context.getConfiguration().addLogger(name, logger);
            context.updateLoggers();
        }

        @Override
        public void append(LogEvent event) {
            look(event.getMessage().getFormat());
        }

        @Override
        public void close() {
            context.getConfiguration().removeLogger(name);
            context.updateLoggers();
            stop();
        }
    }
}
