// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns are shared among endpoints and callers, by counts in turned time. */
class FairTurnsTest extends AtAScriptedPortal {
    private static final String GET = "imopenlines.dialog.get";
    private static final Object FLOOD = "flood";
    private static final Object OTHER = "other";
    private static final CallRules ALONE = new CallRules(Duration.ofSeconds(60), 5, 1);

    private int answered;

    private CompletableFuture<RestResponse> call(PortalCaller by, Object owner, long chat, CallRules rules) {
        return by.submit(new RestCall(SPAM, Map.of("CHAT_ID", chat), chat, true), rules, owner, false);
    }

    private List<CompletableFuture<RestResponse>> flood(int calls, CallRules rules) {
        return LongStream.rangeClosed(1, calls)
                .mapToObj(chat -> call(caller, FLOOD, chat, rules))
                .toList();
    }

    private void openFull(int maxQueued) {
        open(new Limits(Rate.STANDARD, 4, maxQueued, 480));
    }

    /** Answers all that is on its way, so long. */
    private void pass(Duration duration) {
        for (Duration left = duration; !left.isNegative() && !left.isZero(); left = left.minusMillis(100)) {
            answer();
            time.advance(Duration.ofMillis(100));
        }
        answer();
    }

    private void answer() {
        while (answered < portal.requests.size()) {
            portal.requests.get(answered++).yes();
        }
    }

    private static long failed(List<CompletableFuture<RestResponse>> calls) {
        return calls.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void aFloodOfOneEndpointDoesNotExpireAnothersSingleCall(int batch) {
        openFull(10_000);
        CallRules rules = new CallRules(Duration.ofSeconds(60), 5, batch);
        flood(10_000, rules);
        answer();
        time.advance(Duration.ofMillis(500));
        int before = portal.requests.size();

        CompletableFuture<RestResponse> single = call(caller, OTHER, 77_777, rules);
        pass(Duration.ofSeconds(3));

        assertThat(single).isCompleted();
        assertThat(portal.requests.size() - before).isLessThan(12);
    }

    @Test
    void norIfItCallsInAnothersName() {
        openFull(10_000);
        flood(10_000, RULES);
        answer();

        CompletableFuture<RestResponse> single = call(caller("31/two"), FLOOD, 77_777, RULES);
        pass(Duration.ofSeconds(3));

        assertThat(single).isCompleted();
    }

    @Test
    void norIfAChatOfTheFloodIsConcerned() {
        openFull(10_000);
        List<CompletableFuture<RestResponse>> flood = flood(9_000, ALONE);
        CompletableFuture<RestResponse> single = call(caller, OTHER, 8_999, ALONE);

        pass(Duration.ofSeconds(4));

        assertThat(single).isCompleted();
        assertThat(flood.get(8_998)).as("the chat's earlier call went first").isCompleted();
        assertThat(chatsInOrder().stream().filter(chat -> chat == 8_999)).hasSize(2);
    }

    @Test
    void aQueueFullOfOneEndpointsCallsTakesAnothers() {
        openFull(1_000);
        List<CompletableFuture<RestResponse>> flood = flood(1_500, ALONE);
        long refused = failed(flood);
        assertThat(refused).isPositive();

        CompletableFuture<RestResponse> single = call(caller, OTHER, 77_777, ALONE);

        assertThat(failed(flood)).isEqualTo(refused + 1);
        assertThat(dispatcher.state().waiting()).isEqualTo(1_000);
        CompletableFuture<RestResponse> displaced = flood.stream()
                .filter(call -> call.isCompletedExceptionally())
                .findFirst()
                .orElseThrow();
        assertThat(failure(displaced, B24LimitException.class)).hasMessageContaining("maxQueued");
        pass(Duration.ofSeconds(3));
        assertThat(single).isCompleted();
    }

    @Test
    void theEndpointThatHasMostIsRefusedWhenTheQueueIsFull() {
        openFull(1_000);
        flood(1_100, ALONE);
        call(caller, OTHER, 77_777, ALONE);

        assertThat(failure(call(caller, FLOOD, 1, ALONE), B24LimitException.class))
                .hasMessageContaining("maxQueued");
        assertThat(dispatcher.state().waiting()).isEqualTo(1_000);
    }

    @Test
    void twoFloodsShareTheRequests() {
        openFull(10_000);
        List<CompletableFuture<RestResponse>> one = new ArrayList<>(flood(1_000, ALONE));
        List<CompletableFuture<RestResponse>> other = LongStream.rangeClosed(10_001, 11_000)
                .mapToObj(chat -> call(caller, OTHER, chat, ALONE))
                .toList();

        pass(Duration.ofSeconds(30));

        long ofOne = one.stream().filter(CompletableFuture::isDone).count();
        long ofOther = other.stream().filter(CompletableFuture::isDone).count();
        assertThat(ofOne + ofOther).isGreaterThan(50);
        assertThat(Math.abs(ofOne - ofOther)).isLessThanOrEqualTo(6);
    }

    @Test
    void batchesStayFullAndOfOneCaller() {
        openFull(10_000);
        PortalCaller two = caller("31/two");
        List<CompletableFuture<RestResponse>> all = new ArrayList<>(flood(500, RULES));
        LongStream.rangeClosed(10_001, 10_500).forEach(chat -> all.add(call(two, OTHER, chat, RULES)));

        pass(Duration.ofSeconds(15));

        assertThat(all).allMatch(CompletableFuture::isDone);
        // the first four of one call each, and then as few as a thousand calls take, with an incomplete one for each
        // caller
        assertThat(portal.requests).hasSizeLessThanOrEqualTo(4 + 1_000 / 50 + 2);
    }

    @Test
    void everNewEndpointsDoNotStarveOldOnes() {
        openFull(10_000);
        List<CompletableFuture<RestResponse>> flood = flood(100, ALONE);
        pass(Duration.ofSeconds(1));
        long before = flood.stream().filter(CompletableFuture::isDone).count();
        for (int number = 0; number < 400; number++) {
            call(caller, "endpoint" + number, 100_000 + number, ALONE);
            pass(Duration.ofMillis(100));
        }

        assertThat(flood.stream().filter(CompletableFuture::isDone).count()).isGreaterThan(before + 10);
    }

    @Test
    void pollsStayAhead() {
        openFull(10_000);
        flood(2_000, RULES);
        call(caller, OTHER, 77_777, RULES);
        int before = portal.requests.size();

        caller.submit(new RestCall(GET, Map.of(), null, false), ALONE, OTHER, true);
        answer();
        pass(Duration.ofMillis(600));

        assertThat(portal.requests.get(before).method()).isEqualTo(GET);
    }

    @Test
    void oneEndpointsCallsKeepTheirOrder() {
        openFull(10_000);
        List<CompletableFuture<RestResponse>> flood = flood(300, ALONE);

        pass(Duration.ofSeconds(59));

        assertThat(flood.stream().filter(CompletableFuture::isDone).count()).isGreaterThan(100);
        assertThat(chatsInOrder()).isSorted();
    }

    @Test
    void aChatsOrderHoldsAcrossEndpoints() {
        openFull(10_000);
        flood(200, RULES);
        List<CompletableFuture<RestResponse>> chat = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            int told = number;
            chat.add(caller.submit(
                    new RestCall(SPAM, Map.of("CHAT_ID", 5_000L, "NUMBER", told), 5_000L, true),
                    RULES,
                    number % 3 == 0 ? FLOOD : "owner" + number % 5,
                    false));
        }

        pass(Duration.ofSeconds(30));

        assertThat(chat).allMatch(CompletableFuture::isDone);
        List<Integer> numbers = portal.requests.stream()
                .flatMap(request -> request.method().equals("batch")
                        ? request.commands().stream()
                        : List.of("?NUMBER=" + request.parameters().getOrDefault("NUMBER", "-1")).stream())
                .filter(command -> command.contains("NUMBER="))
                .map(command -> Integer.valueOf(command.replaceAll(".*NUMBER=(-?\\d+).*", "$1")))
                .filter(number -> number >= 0)
                .toList();
        assertThat(numbers).hasSize(30).isSorted();
    }

    /** The chats of requests that went alone. */
    private List<Long> chatsInOrder() {
        return portal.requests.stream()
                .map(request -> Long.valueOf(request.parameters().get("CHAT_ID").toString()))
                .toList();
    }
}
