// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At the edge of an enforced request rate, and not over it; the clocks of both sides are turned. */
class RateAtThePortalTest {
    private static final String TRANSFER = "imopenlines.operator.transfer";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final CallRules RULES = new CallRules(Duration.ofMinutes(2), 5, 50);
    private static final Limits STANDARD = new Limits(Rate.STANDARD, 4, 10_000, 480);

    @Test
    void aHundredTransfersFromManyThreadsTakeNoWaitAtAll() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(desk().rateLimit(2, 50), STANDARD, TIMEOUT, null)) {
            List<Long> chats = chats(turned.portal, 100);
            ExecutorService users = Executors.newFixedThreadPool(32);
            List<Future<CompletableFuture<RestResponse>>> handed = chats.stream()
                    .map(chat -> users.submit(() -> transfer(turned, chat)))
                    .toList();
            for (Future<CompletableFuture<RestResponse>> call : handed) {
                CompletableFuture<RestResponse> answer = call.get();
                turned.turnUntil(answer::isDone, Duration.ofSeconds(3));
                assertThat(answer.join().result()).isEqualTo(true);
            }
            users.shutdown();

            assertThat(turned.portal.rate().refused()).isZero();
            assertThat(turned.turned()).isLessThan(Duration.ofSeconds(3));
            assertThat(transferred(turned.portal)).containsExactlyInAnyOrderElementsOf(chats);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 950})
    void fiveThousandTransfersNeedAHundredBatchesAndNotOneRefusal(long phase) throws Exception {
        try (TurnedPortal turned =
                new TurnedPortal(desk().rateLimit(2, 50, Duration.ofMillis(phase)), STANDARD, TIMEOUT, null)) {
            List<Long> chats = chats(turned.portal, 5_000);
            // at once: the first answers come when all calls are handed over
            turned.portal.faults().next(TRANSFER, Fault.slow(Duration.ofSeconds(2)), 4);
            List<CompletableFuture<RestResponse>> calls =
                    chats.stream().map(chat -> transfer(turned, chat)).toList();

            turned.turnUntil(() -> calls.stream().allMatch(CompletableFuture::isDone), Duration.ofSeconds(40));

            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().result()).isEqualTo(true));
            assertThat(turned.portal.rate().refused()).isZero();
            assertThat(turned.portal.requests()).hasSizeLessThanOrEqualTo(110);
            assertThat(transferred(turned.portal)).containsExactlyInAnyOrderElementsOf(chats);
            // 100 requests, 50 of them from the burst and the rest at 2 a second, and 15 % on top
            assertThat(turned.turned()).isLessThanOrEqualTo(Duration.ofMillis(28_750));
        }
    }

    @Test
    void othersWhoUseUpTheRateCostAWaitAndNoCall() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(desk().rateLimit(2, 50), STANDARD, TIMEOUT, null)) {
            List<Long> chats = chats(turned.portal, 300);
            turned.portal.rate().use(50);

            List<CompletableFuture<RestResponse>> calls =
                    chats.stream().map(chat -> transfer(turned, chat)).toList();
            turned.turnUntil(() -> calls.stream().allMatch(CompletableFuture::isDone), Duration.ofSeconds(60));

            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().result()).isEqualTo(true));
            assertThat(turned.portal.rate().refused()).isBetween(1L, 8L);
            assertThat(transferred(turned.portal)).containsExactlyInAnyOrderElementsOf(chats);
        }
    }

    @Test
    void oneChatsCallsStayInTheirOrder() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(desk().rateLimit(2, 50), STANDARD, TIMEOUT, null)) {
            List<Long> chats = chats(turned.portal, 20);
            List<CompletableFuture<RestResponse>> calls = IntStream.range(0, 200)
                    .mapToObj(number -> send(turned, chats.get(number % 20), "m" + number))
                    .toList();

            turned.turnUntil(() -> calls.stream().allMatch(CompletableFuture::isDone), Duration.ofSeconds(60));

            for (int chat = 0; chat < 20; chat++) {
                List<String> written = turned.portal.dialog(chats.get(chat)).messages().stream()
                        .map(message -> message.text())
                        .filter(text -> text.matches("m\\d+"))
                        .toList();
                int first = chat;
                assertThat(written)
                        .isEqualTo(IntStream.range(0, 10)
                                .mapToObj(round -> "m" + (first + 20 * round))
                                .toList());
            }
        }
    }

    private static PortalBuilder desk() {
        return PortalSimulator.standard();
    }

    private static List<Long> chats(PortalSimulator portal, int number) {
        return LongStream.rangeClosed(1, number)
                .mapToObj(client -> portal.client("Client " + client).on(26).writes("Hello"))
                .toList();
    }

    private static CompletableFuture<RestResponse> transfer(TurnedPortal turned, long chat) {
        return turned.caller.submit(
                new RestCall(TRANSFER, Map.of("CHAT_ID", chat, "QUEUE_ID", 22), chat, true), RULES, turned, false);
    }

    private static CompletableFuture<RestResponse> send(TurnedPortal turned, long chat, String text) {
        Map<String, Object> parameters = Map.of(
                "botId", turned.portal.bot("support").id(),
                "botToken", turned.portal.bot("support").token(),
                "dialogId", "chat" + chat,
                "fields", Map.of("message", text));
        return turned.caller.submit(
                new RestCall("imbot.v2.Chat.Message.send", parameters, chat, true), RULES, turned, false);
    }

    private static List<Long> transferred(PortalSimulator portal) {
        return portal.executions(TRANSFER).stream()
                .map(execution ->
                        Long.valueOf(execution.parameters().get("CHAT_ID").toString()))
                .toList();
    }
}
