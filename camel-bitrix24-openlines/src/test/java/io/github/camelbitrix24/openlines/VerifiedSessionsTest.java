// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24NoEffectException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalListener;
import io.github.camelbitrix24.openlines.simulator.PortalLocks;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@code verify=true} tells of session and bot methods, and of actions that others meddle with. The caller is operator 27. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifiedSessionsTest {
    private static final long CALLER = 27;
    private static final long COLLEAGUE = 31;
    private static final long EVENLY = 22;
    private static final long BOT_DESK = 26;
    private static final String BOT = "?bot=#bean:supportBot&";

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T12:00:00Z"));
    private TestDesk desk;
    private PortalSimulator portal;
    private int clients;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard().clock(clock), CALLER);
        portal = desk.portal;
        desk.bind("supportBot", desk.bot("support"));
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    @AfterEach
    void mend() {
        portal.faults().clear();
    }

    private long chatOn(long line) {
        long chat = portal.client("Client " + clients++).on(line).writes("Hello");
        clock.advance(Duration.ofSeconds(10));
        return chat;
    }

    private long heldBy(long operator) {
        long chat = chatOn(EVENLY);
        portal.operator(operator).answers(chat);
        clock.advance(Duration.ofSeconds(10));
        return chat;
    }

    private long closed() {
        long chat = heldBy(CALLER);
        portal.closeSilently(chat);
        return chat;
    }

    private Exchange send(String operation, Object body) {
        return desk.send("b24openlines:" + operation + (operation.contains("?") ? "" : "?") + "verify=true", body);
    }

    private void assertOutcome(Outcome outcome, String operation, Object body) {
        int requests = portal.requests().size();

        Exchange exchange = send(operation, body);

        assertThat(exchange.getException()).as(operation).isNull();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.OUTCOME))
                .as(operation)
                .isEqualTo(outcome);
        assertThat(portal.requests()).as(operation).hasSize(requests + 1);
    }

    @Test
    void anInterceptTakesFromAColleagueAndFromNobodyElse() {
        assertOutcome(Outcome.APPLIED, "sessionIntercept", heldBy(COLLEAGUE));
        assertOutcome(Outcome.NO_EFFECT, "sessionIntercept", heldBy(CALLER));
        assertOutcome(Outcome.NO_EFFECT, "sessionIntercept", chatOn(EVENLY));
    }

    @Test
    void aStartOpensASessionOrJoinsTheOpenOne() {
        assertOutcome(Outcome.APPLIED, "sessionStart", closed());
        assertOutcome(Outcome.APPLIED, "sessionStart", heldBy(COLLEAGUE));
        assertOutcome(Outcome.NO_EFFECT, "sessionStart", heldBy(CALLER));
    }

    @Test
    void aJoinIsToldByTheMembers() {
        assertOutcome(Outcome.APPLIED, "sessionJoin", heldBy(COLLEAGUE));
        assertOutcome(Outcome.NO_EFFECT, "sessionJoin", heldBy(CALLER));
    }

    @Test
    void aPinIsToldByItsSwitch() {
        long chat = heldBy(CALLER);
        assertOutcome(Outcome.APPLIED, "sessionModePin", chat);
        assertOutcome(Outcome.NO_EFFECT, "sessionModePin", chat);
        assertOutcome(Outcome.APPLIED, "sessionModePin", Map.of("CHAT_ID", chat, "ACTIVATE", "N"));
        try (PortalLocks.HeldLock held = portal.locks().holdQueue(chat)) {
            assertOutcome(Outcome.NO_EFFECT, "sessionModePin", chat);
        }
    }

    @Test
    void silenceIsToldByItsSwitch() {
        long chat = heldBy(CALLER);
        assertOutcome(Outcome.APPLIED, "sessionModeSilent", Map.of("CHAT_ID", chat, "ACTIVATE", "Y"));
        assertOutcome(Outcome.APPLIED, "sessionModeSilent", chat);
        assertOutcome(Outcome.NO_EFFECT, "sessionModeSilent", Map.of("CHAT_ID", chat, "ACTIVATE", "N"));
    }

    @Test
    void aNewSessionFromAMessageIsToldByItsNumber() {
        long chat = heldBy(CALLER);
        long message = portal.dialog(chat).messages().get(0).id();
        assertOutcome(Outcome.APPLIED, "messageSessionStart", Map.of("CHAT_ID", chat, "MESSAGE_ID", message));
        assertOutcome(Outcome.NO_EFFECT, "messageSessionStart", Map.of("CHAT_ID", chat, "MESSAGE_ID", 99_999));
    }

    @Test
    void aBotLetsGoTransfersSpeaksAndFinishes() {
        assertOutcome(Outcome.APPLIED, "botSessionOperator" + BOT, chatOn(BOT_DESK));
        assertOutcome(Outcome.APPLIED, "botSessionTransfer" + BOT + "userId=31&", chatOn(BOT_DESK));
        assertOutcome(Outcome.APPLIED, "botSessionMessageSend" + BOT + "message=Hello&", chatOn(BOT_DESK));
        assertOutcome(Outcome.APPLIED, "botSessionFinish" + BOT, chatOn(BOT_DESK));
        assertOutcome(Outcome.NO_EFFECT, "botSessionFinish" + BOT, closed());
    }

    @Test
    void whatIsCutIsDoneOnceAsWell() throws Exception {
        for (Fault cut : new Fault[] {Fault.cutAfterExecution(), Fault.cutBeforeExecution(), Fault.html(502)}) {
            List<Cut> cuts = List.of(
                    new Cut("sessionIntercept?", "imopenlines.session.intercept", heldBy(COLLEAGUE)),
                    new Cut("sessionModePin?", "imopenlines.session.mode.pin", heldBy(CALLER)),
                    new Cut(
                            "botSessionMessageSend" + BOT + "message=Hi&",
                            "imopenlines.bot.session.message.send",
                            chatOn(BOT_DESK)),
                    new Cut(
                            "botSessionTransfer" + BOT + "queueId=22&",
                            "imopenlines.bot.session.transfer",
                            chatOn(BOT_DESK)),
                    new Cut("botSessionFinish" + BOT, "imopenlines.bot.session.finish", chatOn(BOT_DESK)),
                    new Cut("botSessionOperator" + BOT, "imopenlines.bot.session.operator", chatOn(BOT_DESK)));
            portal.faults().next("batch", cut, cuts.size());

            List<CompletableFuture<Exchange>> sent = cuts.stream()
                    .map(each -> desk.template.asyncSend(
                            "b24openlines:" + each.operation() + "verify=true&batching=off",
                            exchange -> exchange.getMessage().setBody(each.chat())))
                    .toList();

            for (int index = 0; index < cuts.size(); index++) {
                Cut each = cuts.get(index);
                Exchange exchange = sent.get(index).get(30, TimeUnit.SECONDS);
                assertThat(exchange.getException()).as("%s %s", each, cut).isNull();
                assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.OUTCOME))
                        .as("%s %s", each, cut)
                        .isIn(Outcome.APPLIED, Outcome.ACCEPTED);
                assertThat(portal.counts().doneByChat(each.method()))
                        .as("%s %s", each, cut)
                        .containsEntry(each.chat(), 1L);
            }
        }
    }

    private record Cut(String operation, String method, long chat) {}

    @Test
    void anActionLostFromItsBatchIsJudgedByTheDialogBeforeIt() {
        for (Fault dropped : new Fault[] {Fault.droppedFromBatch(), Fault.droppedFromBatchBeforeExecution()}) {
            long chat = heldBy(COLLEAGUE);
            portal.faults().nextCommand("imopenlines.operator.skip", dropped);

            Exchange exchange = send("skip", chat);

            OperatorResult result = exchange.getMessage().getBody(OperatorResult.class);
            assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(result.before().ownerId()).isEqualTo(COLLEAGUE);
            assertThat(result.after().ownerId()).isZero();
            assertThat(portal.counts().doneByChat("imopenlines.operator.skip")).containsEntry(chat, 1L);
        }
    }

    @Test
    void aColleagueWhoTakesTheDialogMeanwhileHasSupersededIt() {
        long chat = chatOn(EVENLY);
        AtomicBoolean first = new AtomicBoolean(true);
        portal.listener(new PortalListener() {
            @Override
            public void operatorActed(
                    String restMethod,
                    long caller,
                    long about,
                    io.github.camelbitrix24.openlines.simulator.Outcome outcome) {
                if (about == chat && first.getAndSet(false)) {
                    portal.operator(COLLEAGUE).answers(chat);
                }
            }
        });
        portal.faults().next("batch", Fault.cutAfterExecution());

        Exchange exchange = send("answer", chat);

        OperatorResult result = exchange.getMessage().getBody(OperatorResult.class);
        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(result.before()).isNull();
        assertThat(result.after().ownerId()).isEqualTo(COLLEAGUE);
        assertThat(portal.dialog(chat).isOwnedBy(COLLEAGUE)).isTrue();
        assertThat(portal.counts().doneByChat("imopenlines.operator.answer")).containsEntry(chat, 1L);
    }

    @Test
    void anUndecidedActionTellsTheDialogAsItWasSeen() {
        long chat = heldBy(CALLER);
        portal.faults().next("batch", Fault.cutAfterExecution());

        Exchange exchange = send("skip", chat);

        B24OutcomeUnknownException unknown = (B24OutcomeUnknownException) exchange.getException();
        assertThat(unknown.getDialog().ownerId()).isZero();
        assertThat(unknown).hasMessageContaining("does not tell").hasMessageContaining("owner 0");
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.ATTEMPTS))
                .isEqualTo(1);
    }

    @Test
    void anActionWithoutEffectFailsIfAskedTo() {
        long chat = closed();

        Exchange exchange = desk.send("b24openlines:spam?verify=true&failOnNoEffect=true", chat);

        B24NoEffectException failure = (B24NoEffectException) exchange.getException();
        assertThat(failure.getRestMethod()).isEqualTo("imopenlines.operator.spam");
        assertThat(failure.getBefore().open()).isFalse();
        assertThat(failure.getAfter().open()).isFalse();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.ATTEMPTS))
                .isEqualTo(1);
    }

    @Test
    void theComponentsVerifyIsForWhatCanBeVerified() throws Exception {
        long chat = heldBy(CALLER);
        try (TestDesk other = TestDesk.at(portal.url())) {
            B24OpenLinesComponent component = other.context.getComponent("b24openlines", B24OpenLinesComponent.class);
            component.getConfiguration().setAuthToken(portal.webhook(CALLER).authToken());
            component.getConfiguration().setVerify(true);

            assertThat(other.send("b24openlines:dialogGet", chat).getException())
                    .isNull();
            Exchange refused = other.send("b24openlines:answer", chat);
            Exchange finished = other.send("b24openlines:finish", chat);

            assertThat(refused.getException()).isInstanceOf(B24RefusedException.class);
            assertThat(finished.getMessage().getBody(OperatorResult.class).outcome())
                    .isEqualTo(Outcome.CLOSING);
        }
    }

    @Test
    void aDialogByAnotherIdIsVerifiedInTwoRequestsAndThenInOne() {
        long chat = chatOn(EVENLY);
        String code = portal.dialog(chat).userCode();
        int requests = portal.requests().size();

        Exchange answered =
                desk.send("b24openlines:answer?verify=true", null, Map.of(B24OpenLinesConstants.USER_CODE, code));
        assertThat(answered.getMessage().getBody(OperatorResult.class).outcome())
                .isEqualTo(Outcome.APPLIED);
        assertThat(portal.requests()).hasSize(requests + 2);
        desk.send("b24openlines:finish?verify=true", null, Map.of(B24OpenLinesConstants.USER_CODE, code));

        assertThat(portal.requests()).hasSize(requests + 3);
        assertThat(portal.dialog(chat).closing()).isTrue();
    }
}
