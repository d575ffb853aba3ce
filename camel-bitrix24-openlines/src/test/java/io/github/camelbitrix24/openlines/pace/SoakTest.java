// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two minutes of 64 callers on 50 chats at a portal that limits and fails at random; the clocks are turned. */
class SoakTest {
    private static final int CALLERS = 64;
    private static final int CHATS = 50;
    private static final Duration LENGTH = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final double FAULTS_A_STEP = 0.08;
    private static final CallRules RULES = new CallRules(Duration.ofSeconds(30), 3, 50);
    private static final String SEND = "imbot.v2.Chat.Message.send";

    private static final List<Fault> FAULTS = List.of(
            Fault.status(503, "QUERY_LIMIT_EXCEEDED"),
            Fault.status(401, "CONNECTION_ERROR"),
            Fault.status(500, "INTERNAL_SERVER_ERROR"),
            Fault.status(502, "SOMETHING_NEW"),
            Fault.html(503),
            Fault.cutBeforeExecution(),
            Fault.cutAfterExecution(),
            Fault.halfBody(),
            Fault.emptyBody());

    @ParameterizedTest
    @ValueSource(longs = {1, 2026})
    void everyCallIsAnsweredOnceAndExecutedAsItsAnswerSays(long seed) throws Exception {
        Limits limits = new Limits(Rate.STANDARD, 4, 1_000, 480);
        try (TurnedPortal turned =
                new TurnedPortal(PortalSimulator.standard().rateLimit(2, 50), limits, Duration.ofSeconds(10), null)) {
            Soak soak = new Soak(turned, new Random(seed));
            soak.run();
            soak.check();
        }
    }

    /** One text of a caller for a chat. */
    private static final class Said {
        final int chat;
        final CompletableFuture<RestResponse> answer;
        final AtomicInteger told = new AtomicInteger();

        Said(int chat, CompletableFuture<RestResponse> answer) {
            this.chat = chat;
            this.answer = answer;
            answer.whenComplete((done, failure) -> told.incrementAndGet());
        }
    }

    private static final class Soak {
        private final TurnedPortal turned;
        private final Random random;
        private final List<Long> chats;
        private final Map<String, Said> said = new LinkedHashMap<>();
        private final List<Said> callers = new ArrayList<>();

        Soak(TurnedPortal turned, Random random) {
            this.turned = turned;
            this.random = random;
            this.chats = LongStream.rangeClosed(1, CHATS)
                    .mapToObj(client ->
                            turned.portal.client("Client " + client).on(26).writes("Hello"))
                    .toList();
        }

        void run() {
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(say());
            }
            for (Duration passed = Duration.ZERO; passed.compareTo(LENGTH) < 0; passed = passed.plus(STEP)) {
                if (random.nextDouble() < FAULTS_A_STEP) {
                    turned.portal.faults().next("*", FAULTS.get(random.nextInt(FAULTS.size())));
                }
                callers.replaceAll(last -> last.answer.isDone() ? say() : last);
                turned.turnBy(STEP);
            }
            turned.portal.faults().clear();
            turned.turnUntil(() -> said.values().stream().allMatch(one -> one.answer.isDone()), Duration.ofMinutes(2));
        }

        private Said say() {
            int chat = random.nextInt(CHATS);
            String text = "t" + said.size();
            Map<String, Object> parameters = Map.of(
                    "botId", turned.portal.bot("support").id(),
                    "botToken", turned.portal.bot("support").token(),
                    "dialogId", "chat" + chats.get(chat),
                    "fields", Map.of("message", text));
            Said one = new Said(
                    chat,
                    turned.caller.submit(new RestCall(SEND, parameters, chats.get(chat), true), RULES, this, false));
            said.put(text, one);
            return one;
        }

        void check() {
            assertThat(said).hasSizeGreaterThan(1_000);
            assertThat(said.values()).allSatisfy(one -> assertThat(one.told).hasValue(1));
            Map<String, Integer> executed = new HashMap<>();
            for (int chat = 0; chat < CHATS; chat++) {
                List<Integer> order = new ArrayList<>();
                turned.portal.dialog(chats.get(chat)).messages().stream()
                        .map(message -> message.text())
                        .filter(text -> text.matches("t\\d+"))
                        .forEach(text -> {
                            executed.merge(text, 1, Integer::sum);
                            order.add(Integer.valueOf(text.substring(1)));
                        });
                assertThat(order).as("chat " + chat).isSorted();
            }
            int unknownExecuted = 0;
            int successes = 0;
            for (Map.Entry<String, Said> one : said.entrySet()) {
                int times = executed.getOrDefault(one.getKey(), 0);
                Throwable failure = one.getValue().answer.handle((done, e) -> e).join();
                if (failure == null) {
                    successes++;
                    assertThat(times).as(one.getKey()).isEqualTo(1);
                } else if (failure instanceof B24OutcomeUnknownException) {
                    unknownExecuted += times;
                    assertThat(times).as(one.getKey()).isLessThanOrEqualTo(1);
                } else {
                    assertThat(times).as(one.getKey() + " " + failure).isZero();
                }
            }
            assertThat(executed.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(successes + unknownExecuted);
            assertThat(unknownExecuted).isPositive();
            assertThat(successes).isGreaterThan(said.size() / 2);
        }
    }
}
