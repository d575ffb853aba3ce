// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalLocks;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The outcome matrix of §6.9 with {@code verify=true}: method by situation, what the exchange is told, how often the portal did it, how
 * many requests that took. All cells are at work together; the caller is operator 27.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomeMatrixTest {
    private static final Instant NOON = Instant.parse("2026-03-17T12:00:00Z");
    private static final long CALLER = 27;
    private static final long COLLEAGUE = 31;
    private static final long EVENLY = 22;
    private static final String REFUSED = "refused ";
    private static final String UNKNOWN = "unknown";

    private final TurnedClock clock = new TurnedClock(NOON);
    private final Set<Long> cutBefore = ConcurrentHashMap.newKeySet();
    private final Set<Long> cutAfter = ConcurrentHashMap.newKeySet();
    private final Set<Long> slow = ConcurrentHashMap.newKeySet();
    private final Map<Cell, Exchange> results = new LinkedHashMap<>();
    private final Map<Cell, Long> chats = new LinkedHashMap<>();
    private final Map<Cell, Long> doneBefore = new LinkedHashMap<>();
    private long firstRequest;
    private TestDesk desk;
    private PortalSimulator portal;

    /** What the dialog is like, or what goes wrong. */
    private enum Situation {
        CLOSED,
        FOREIGN,
        TWICE,
        LOCKED,
        CUT_AFTER,
        CUT_BEFORE,
        TIMED_OUT
    }

    /** A field of the matrix and what stands in it: outcome, executions that were not refused, requests. */
    record Cell(String uri, String method, Situation situation, String expected, int done, int requests) {
        @Override
        public String toString() {
            return uri + " " + situation;
        }
    }

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        row(cells, "answer", REFUSED, "APPLIED", REFUSED, REFUSED, "APPLIED", "APPLIED");
        row(
                cells,
                "finish",
                REFUSED + "NOT_LOAD_SESSION_OR_CHAT",
                REFUSED + "ERROR_USER_NOT_OPERATOR",
                "APPLIED",
                "NO_EFFECT",
                "CLOSING",
                "CLOSING");
        row(
                cells,
                "anotherFinish",
                REFUSED + "NOT_LOAD_SESSION_OR_CHAT",
                "CLOSING",
                "APPLIED",
                "NO_EFFECT",
                "CLOSING",
                "CLOSING");
        row(cells, "skip", REFUSED + "ACCESS_DENIED_KICK", "APPLIED", "ACCEPTED", REFUSED, UNKNOWN, "APPLIED");
        row(cells, "spam", "NO_EFFECT", "APPLIED", "NO_EFFECT", "NO_EFFECT", "APPLIED", "APPLIED");
        row(
                cells,
                "transfer?userId=32",
                "APPLIED",
                "APPLIED",
                "NO_EFFECT",
                REFUSED + "OPERATOR_WRONG",
                "APPLIED",
                "APPLIED");
        row(
                cells,
                "transfer?queueId=25",
                "APPLIED",
                "APPLIED",
                "ACCEPTED",
                REFUSED + "OPERATOR_WRONG",
                "APPLIED",
                "APPLIED");
        return cells.stream();
    }

    private static void row(
            List<Cell> cells,
            String uri,
            String closed,
            String foreign,
            String twice,
            String locked,
            String cutAfter,
            String cutBefore) {
        String name = uri.replaceAll("\\?.*", "");
        String method = "imopenlines.operator." + (name.equals("anotherFinish") ? "another.finish" : name);
        cells.add(answered(uri, method, Situation.CLOSED, closed));
        cells.add(answered(uri, method, Situation.FOREIGN, foreign));
        cells.add(answered(uri, method, Situation.TWICE, twice));
        cells.add(answered(uri, method, Situation.LOCKED, locked));
        cells.add(new Cell(uri, method, Situation.CUT_AFTER, cutAfter, 1, 2));
        cells.add(new Cell(uri, method, Situation.CUT_BEFORE, cutBefore, 1, 3));
        cells.add(new Cell(uri, method, Situation.TIMED_OUT, cutAfter, 1, 2));
    }

    private static Cell answered(String uri, String method, Situation situation, String expected) {
        return new Cell(uri, method, situation, expected, expected.startsWith(REFUSED) ? 0 : 1, 1);
    }

    @BeforeAll
    void runAllCells() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard().clock(clock).operator(32, "Cora Third"), CALLER);
        portal = desk.portal;
        List<PortalLocks.HeldLock> locks = new ArrayList<>();
        cells().forEach(cell -> chats.put(cell, prepare(cell, locks)));
        clock.advance(Duration.ofSeconds(20));
        chats.forEach((cell, chat) -> lockIn(cell, chat, locks));
        chats.forEach((cell, chat) ->
                doneBefore.put(cell, portal.counts().doneByChat(cell.method()).getOrDefault(chat, 0L)));
        firstRequest = portal.requests().size();
        portal.faults()
                .when("batch", sent -> strikes(sent, cutAfter), Fault.cutAfterExecution())
                .when("batch", sent -> strikes(sent, cutBefore), Fault.cutBeforeExecution())
                .when("batch", sent -> strikes(sent, slow), Fault.slow(Duration.ofSeconds(3)));

        Map<Cell, CompletableFuture<Exchange>> sent = new LinkedHashMap<>();
        chats.forEach((cell, chat) -> sent.put(
                cell,
                desk.template.asyncSend(
                        "b24openlines:" + cell.uri() + (cell.uri().contains("?") ? "&" : "?")
                                + "verify=true&batching=off&responseTimeout=1500&chatId=" + chat,
                        exchange -> {})));
        for (Map.Entry<Cell, CompletableFuture<Exchange>> each : sent.entrySet()) {
            results.put(each.getKey(), each.getValue().get(60, TimeUnit.SECONDS));
        }
        locks.forEach(PortalLocks.HeldLock::release);
    }

    private long prepare(Cell cell, List<PortalLocks.HeldLock> locks) {
        long chat = portal.client("Client of " + cell).on(EVENLY).writes("Hello");
        boolean taking = cell.uri().equals("answer");
        switch (cell.situation()) {
            case CLOSED -> {
                portal.operator(CALLER).answers(chat);
                portal.closeSilently(chat);
            }
            case FOREIGN -> portal.operator(COLLEAGUE).answers(chat);
            case TWICE -> {
                portal.operator(CALLER).answers(chat);
                if (!taking) {
                    desk.send("b24openlines:" + cell.uri(), chat);
                }
            }
            default -> {
                if (!taking) {
                    portal.operator(CALLER).answers(chat);
                }
            }
        }
        return chat;
    }

    private void lockIn(Cell cell, long chat, List<PortalLocks.HeldLock> locks) {
        switch (cell.situation()) {
            case LOCKED ->
                locks.add(
                        cell.uri().equals("answer")
                                ? portal.locks().holdAnswer(chat)
                                : portal.locks().holdQueue(chat));
            case CUT_AFTER -> cutAfter.add(chat);
            case CUT_BEFORE -> cutBefore.add(chat);
            case TIMED_OUT -> slow.add(chat);
            default -> {
                // nothing goes wrong
            }
        }
    }

    private static boolean strikes(Map<String, Object> parameters, Set<Long> chats) {
        return chats.stream()
                .filter(chat -> String.valueOf(parameters).matches("(?s).*CHAT_ID=" + chat + "\\b.*"))
                .findFirst()
                .map(chats::remove)
                .orElse(false);
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void theExchangeIsToldWhatHappened(Cell cell) {
        assertThat(told(results.get(cell))).isEqualTo(cell.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void thePortalDoesItOnceOrNotAtAll(Cell cell) {
        long done = portal.counts().doneByChat(cell.method()).getOrDefault(chats.get(cell), 0L);

        assertThat(done - doneBefore.get(cell)).isEqualTo(cell.done());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void itTakesOneRequestIfNothingFails(Cell cell) {
        long requests = portal.requests().stream()
                .skip(firstRequest)
                .map(RequestSeen::parameters)
                .filter(parameters -> String.valueOf(parameters).matches("(?s).*CHAT_ID=" + chats.get(cell) + "\\b.*"))
                .count();

        assertThat(requests).isEqualTo(cell.requests());
    }

    private static String told(Exchange exchange) {
        if (exchange.getException() instanceof B24OutcomeUnknownException) {
            return UNKNOWN;
        }
        if (exchange.getException() instanceof B24Exception refused) {
            return REFUSED + refused.getErrorCode();
        }
        OperatorResult result = exchange.getMessage().getBody(OperatorResult.class);
        assertThat(result).as("body, or %s", exchange.getException()).isNotNull();
        assertThat(result.after()).isNotNull();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.OUTCOME))
                .isEqualTo(result.outcome());
        return result.outcome().name();
    }
}
