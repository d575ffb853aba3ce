// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.events.EventForms;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code b24openlines:events?source=push}: what cannot be known is answered 503, and told to the exception handler. */
class PushStoresTest extends AtAPushDesk {
    private static final String REMEMBERING = EVENTS + "&idempotentRepository=#done";

    private final Stores done = new Stores();
    private final Queue<Throwable> told = new ConcurrentLinkedQueue<>();

    /** In which way a store is down. */
    enum Trouble {
        NONE,
        THROWS,
        THROWS_AN_ERROR,
        HANGS
    }

    /** A repository that fails as it is told. */
    private static final class Stores extends MemoryIdempotentRepository {
        volatile Trouble trouble = Trouble.NONE;
        final CountDownLatch open = new CountDownLatch(1);

        Stores() {
            setCacheSize(1_000);
        }

        @Override
        public boolean contains(String key) {
            act();
            return super.contains(key);
        }

        @Override
        public boolean add(String key) {
            act();
            return super.add(key);
        }

        private void act() {
            switch (trouble) {
                case THROWS -> throw new IllegalStateException("down");
                case THROWS_AN_ERROR -> throw new NoClassDefFoundError("driver");
                case HANGS -> {
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                default -> {}
            }
        }
    }

    private void bind() {
        desk.context.getRegistry().bind("done", done);
        desk.context.getRegistry().bind("told", new Telling(told));
    }

    private record Telling(Queue<Throwable> told) implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            told.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            told.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            told.add(exception);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aRepositoryThatIsDownLosesNoEvent(Trouble trouble) throws Exception {
        bind();
        desk.route(REMEMBERING + "&exceptionHandler=#told");
        done.trouble = trouble;

        assertThat(desk.post(GOOD)).isEqualTo(503);
        assertThat(desk.received).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(desk.post(GOOD)).as("posted again").isEqualTo(503);

        done.trouble = Trouble.NONE;
        done.open.countDown();
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(1);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).as("done already").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void anEventThatIsDoneIsAnsweredSoThoughItCannotBeRemembered(Trouble trouble) throws Exception {
        bind();
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(REMEMBERING).process(exchange -> {
                    desk.received.add(exchange);
                    done.trouble = trouble;
                });
            }
        });

        assertThat(desk.post(GOOD)).isEqualTo(200);

        assertThat(desk.received).hasSize(1);
        done.open.countDown();
    }

    @Test
    void aRepositoryThatHangsHoldsNoOtherPathUp() throws Exception {
        bind();
        desk.route(REMEMBERING);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&path=/other").process(desk.received::add);
            }
        });
        done.trouble = Trouble.HANGS;
        List<CompletableFuture<Integer>> hanging = IntStream.range(0, 100)
                .mapToObj(number -> desk.postLater(EventForms.with(GOOD, "ts", "" + number)))
                .toList();

        assertThat(desk.send(desk.request("/other")
                                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        for (CompletableFuture<Integer> answer : hanging) {
            assertThat(answer.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(503);
        }
        done.open.countDown();
    }

    @Test
    void theSameEventUnderWayGetsTheFirstOnesAnswer() throws Exception {
        bind();
        CountDownLatch open = new CountDownLatch(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(REMEMBERING).process(exchange -> {
                    desk.received.add(exchange);
                    open.await();
                    throw new IllegalStateException("no");
                });
            }
        });
        CompletableFuture<Integer> first = desk.postLater(GOOD);
        await().atMost(SOON).until(() -> desk.received.size() == 1);
        CompletableFuture<Integer> again = desk.postLater(GOOD);
        await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> !again.isDone());

        open.countDown();

        assertThat(first.get()).isEqualTo(500);
        assertThat(again.get()).as("it is not done").isEqualTo(500);
        assertThat(desk.received).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBeanOfTokensThatIsDownIsNoWrongToken(Trouble trouble) throws Exception {
        bind();
        desk.component().getConfiguration().setWebhookVerifyToken(null);
        done.trouble = trouble;
        desk.component().getConfiguration().setApplicationTokens(member -> {
            done.act();
            return List.of(EventForms.TOKEN);
        });
        desk.route(EVENTS + "&exceptionHandler=#told");

        assertThat(desk.post(GOOD)).isEqualTo(503);
        assertThat(told).hasSize(1);

        done.trouble = Trouble.NONE;
        done.open.countDown();
        assertThat(desk.post(GOOD)).isEqualTo(200);
    }

    @Test
    void theExceptionHandlerIsToldOfEventsThatTheRouteFailsWith() throws Exception {
        bind();
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&exceptionHandler=#told&ack=received").throwException(new IllegalStateException("no"));
                from(EVENTS + "&exceptionHandler=#told&path=/other").throwException(new IllegalStateException("no"));
            }
        });

        assertThat(desk.post(GOOD)).isEqualTo(200);
        await().atMost(SOON).until(() -> told.size() == 1);
        desk.send(desk.request("/other")
                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                .build());
        assertThat(told).hasSize(2).allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void bridgedTheRoutesErrorHandlerGetsWhatDoesNotReachTheRoute() throws Exception {
        bind();
        Queue<Exchange> dead = new ConcurrentLinkedQueue<>();
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).process(dead::add);
                from(REMEMBERING + "&bridgeErrorHandler=true")
                        .process(desk.received::add)
                        .throwException(new IllegalStateException("no"));
            }
        });
        done.trouble = Trouble.THROWS;

        assertThat(desk.post(GOOD)).isEqualTo(503);
        assertThat(dead).hasSize(1);
        assertThat(dead.remove().getMessage().getHeader(B24OpenLinesConstants.EVENT))
                .isEqualTo("ONSESSIONSTART");

        done.trouble = Trouble.NONE;
        assertThat(desk.post(GOOD)).isEqualTo(500);
        assertThat(dead).as("handled once").hasSize(1);
    }

    @Test
    void whyATokenIsRefusedIsLoggedOnceAndShort() throws Exception {
        desk.route(EVENTS);
        try (LogCapture log = LogCapture.open()) {
            for (int number = 0; number < 200; number++) {
                String forged = EventForms.with(GOOD, TOKEN_FIELD, "forgedtoken");
                assertThat(desk.post(EventForms.with(forged, "event", "ON\r\nFORGED LINE\u001b[31m" + "x".repeat(300))))
                        .isEqualTo(403);
            }
            assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, null))).isEqualTo(403);

            List<String> warnings = log.lines().stream()
                    .filter(line -> line.contains("refused"))
                    .toList();
            assertThat(warnings)
                    .anySatisfy(line -> assertThat(line).contains("webhookVerifyToken", EventForms.MEMBER))
                    .anySatisfy(line -> assertThat(line).contains("no auth[application_token]"))
                    .allSatisfy(line -> assertThat(line)
                            .doesNotContain("forgedtoken", "\u001b")
                            .hasSizeLessThan(600));
            assertThat(log.warnings().stream().filter(line -> line.contains("refused")))
                    .as("one of each kind")
                    .hasSize(2);
        }
    }
}
