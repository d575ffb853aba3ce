// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What an operator must know is said once, and nothing is said of single calls. */
class OperatorLogTest {
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final String SKIP = "imopenlines.operator.skip";
    private static final int MANY = 1_000;
    private static final long SEED = 24;

    @Test
    void aThousandActionsWithFaultsSayLittle() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27);
                LogCapture log = LogCapture.open()) {
            long begun = System.nanoTime();
            List<Fault> faults = List.of(
                    Fault.status(400, "SOME_REFUSAL", "no"),
                    Fault.status(401, "INVALID_CREDENTIALS", "no"),
                    Fault.status(401, "insufficient_scope", "no"),
                    Fault.status(500, "INTERNAL_SERVER_ERROR", "no"),
                    Fault.html(502),
                    Fault.raw(200, "application/json", "{\"half"),
                    Fault.redirect("https://elsewhere.example/rest/"),
                    Fault.cutBeforeExecution(),
                    Fault.cutAfterExecution(),
                    Fault.halfBody());
            for (Fault fault : faults) {
                desk.portal.faults().sometimes(ANSWER, fault, 0.05, SEED + faults.indexOf(fault));
            }
            desk.portal.faults().next(ANSWER, Fault.status(503, "QUERY_LIMIT_EXCEEDED", "no"), 2);
            desk.portal.faults().always(SKIP, Fault.status(429, "OPERATION_TIME_LIMIT", "no"));
            List<Long> chats = new ArrayList<>();
            for (int n = 0; n < MANY; n++) {
                chats.add(chat(desk));
            }
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            for (int n = 0; n < MANY; n++) {
                String uri = n % 20 == 0
                        ? "b24openlines:skip?batching=off&maxWait=30000"
                        : "b24openlines:answer?batching=off";
                long one = chats.get(n);
                sent.add(desk.template.asyncSend(
                        uri, exchange -> exchange.getMessage().setBody(one)));
            }
            int failed = 0;
            int refused = 0;
            for (CompletableFuture<Exchange> one : sent) {
                Exception failure = one.get(120, TimeUnit.SECONDS).getException();
                failed += failure == null ? 0 : 1;
                refused += failure instanceof B24AuthException ? 1 : 0;
            }

            assertThat(failed).isBetween(MANY / 5, MANY / 5 * 4);
            assertThat(refused).isGreaterThan(MANY / 50);
            // a refusal is said again after a minute, should the thousand take that long
            int often = 1 + (int) TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begun);
            assertThat(lines(log, "does not let")).hasSizeBetween(1, often);
            assertThat(lines(log, "again")).hasSizeBetween(1, often);
            assertThat(log.told()).hasSizeLessThanOrEqualTo(3 * often);
            assertThat(lines(log, SKIP + " has used up its operating time")).hasSize(1);
        }
    }

    @Test
    void aBlockedMethodIsSaidOnceAndUntilWhen() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27);
                LogCapture log = LogCapture.open()) {
            desk.portal.faults().alwaysCommand(ANSWER, Fault.status(429, "OPERATION_TIME_LIMIT", "no"));
            desk.portal.faults().next("imopenlines.dialog.get", Fault.slow(Duration.ofMillis(500)));
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            long first = chat(desk);
            sent.add(desk.template.asyncSend(
                    "b24openlines:dialogGet?maxInFlight=1", e -> e.getMessage().setBody(first)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !desk.portal.requests().isEmpty());
            for (int n = 0; n < 30; n++) {
                long chat = chat(desk);
                sent.add(desk.template.asyncSend(
                        "b24openlines:answer?maxInFlight=1&maxWait=5000",
                        e -> e.getMessage().setBody(chat)));
            }
            for (CompletableFuture<Exchange> one : sent) {
                one.get(20, TimeUnit.SECONDS);
            }

            assertThat(desk.portal.requests())
                    .anySatisfy(request -> assertThat(request.batchOf()).isGreaterThan(1));
            assertThat(log.told()).hasSize(1);
            assertThat(log.told().get(0))
                    .startsWith("INFO ")
                    .contains(ANSWER, desk.portal.url(), "Webhook[userId=27", " 60 s")
                    .doesNotContain(desk.portal.webhook(27).code());
        }
    }

    @Test
    void aWebhookThatIsRefusedIsSaidOnceAndSoIsItsReturn() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27);
                LogCapture log = LogCapture.open()) {
            desk.portal.faults().always(ANSWER, Fault.status(401, "INVALID_CREDENTIALS", "no"));
            for (int n = 0; n < 5; n++) {
                desk.send("b24openlines:answer", chat(desk));
            }
            assertThat(log.told()).hasSize(1);
            assertThat(log.told().get(0)).startsWith("WARN ").contains("does not let", "INVALID_CREDENTIALS");

            desk.portal.faults().clear();
            for (int n = 0; n < 3; n++) {
                assertThat(desk.send("b24openlines:answer", chat(desk)).getException())
                        .isNull();
            }
            assertThat(log.told()).hasSize(2);
            assertThat(log.told().get(1)).startsWith("INFO ").contains("again");
        }
    }

    @Test
    void aMissingScopeIsNoRefusedCaller() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27);
                LogCapture log = LogCapture.open()) {
            desk.portal.faults().next(ANSWER, Fault.status(401, "insufficient_scope", "no"));
            assertThat(desk.send("b24openlines:answer", chat(desk)).getException())
                    .isNotNull();

            assertThat(log.told()).isEmpty();
        }
    }

    @Test
    void tokensThatAreRefusedAreSaidOnceAndARenewalIsNot() throws Exception {
        try (OAuthDesk desk = OAuthDesk.open();
                LogCapture log = LogCapture.open()) {
            DefaultCamelContext context = desk.context(null);
            for (int n = 0; n < 3; n++) {
                desk.expire();
                assertThat(desk.answerOne(context).getException()).isNull();
            }
            assertThat(log.told()).noneSatisfy(line -> assertThat(line).contains("let", "token"));

            desk.portal.faults().always(OAuthDesk.TOKEN_ENDPOINT, Fault.status(400, "invalid_grant", "used"));
            desk.expire();
            for (int n = 0; n < 3; n++) {
                assertThat(desk.answerOne(context).getException()).isNotNull();
            }
            assertThat(lines(log, "does not let")).hasSize(1);
            assertThat(lines(log, "does not let").get(0)).contains("authorised again");
            assertThat(lines(log, "tokens")).hasSize(1);
        }
    }

    private static List<String> lines(LogCapture log, String words) {
        return log.told().stream().filter(line -> line.contains(words)).toList();
    }

    private static long chat(TestDesk desk) {
        return desk.portal
                .client("Client " + desk.portal.dialogs().size())
                .on(15)
                .writes("Hello");
    }
}
