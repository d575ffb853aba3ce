// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RefusalReason;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalListener;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verified actions whose answer is lost, on a portal that leaves no messages of the system and tells no role. The caller is 27. */
class VerifiedOnReticentPortalsTest {
    private static final long CALLER = 27;
    private static final long COLLEAGUE = 31;
    private static final long LINE = 22;

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T12:00:00Z"));
    private TestDesk desk;
    private PortalSimulator portal;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard().clock(clock).switchOn(PortalSwitch.NO_SYSTEM_MESSAGES, PortalSwitch.NO_ROLE),
                CALLER);
        portal = desk.portal;
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private long heldBy(long operator) {
        long chat = portal.client("Vera").on(LINE).writes("Hello");
        if (operator > 0) {
            portal.operator(operator).answers(chat);
        }
        clock.advance(Duration.ofSeconds(20));
        return chat;
    }

    private Exchange cut(Fault cut, String operation, long chat) {
        portal.faults().next("batch", cut);
        return desk.send("b24openlines:" + operation + (operation.contains("?") ? "&" : "?") + "verify=true", chat);
    }

    private long times(String method, long chat) {
        return portal.counts().doneByChat("imopenlines.operator." + method).getOrDefault(chat, 0L);
    }

    private static Outcome outcome(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(OperatorResult.class).outcome();
    }

    @Test
    void aFinishThatReachedTheClosingPhaseIsNotDoneAgain() {
        long chat = heldBy(CALLER);

        Exchange exchange = cut(Fault.cutAfterExecution(), "finish", chat);

        assertThat(outcome(exchange)).isEqualTo(Outcome.CLOSING);
        assertThat(times("finish", chat)).isOne();
        assertThat(portal.dialog(chat).closed()).isFalse();
    }

    @Test
    void aDialogThatWasClosingBeforeIsNotClosedForGood() {
        long chat = heldBy(CALLER);
        assertThat(desk.send("b24openlines:finish", chat).getException()).isNull();
        clock.advance(Duration.ofSeconds(20));

        Exchange exchange = cut(Fault.cutBeforeExecution(), "finish", chat);

        assertThat(outcome(exchange)).isEqualTo(Outcome.CLOSING);
        assertThat(times("finish", chat)).isOne();
        assertThat(portal.dialog(chat).closed()).isFalse();
    }

    @Test
    void aFinishAfterWhichTheClientWroteIsNotDoneAgain() {
        long chat = heldBy(CALLER);
        AtomicBoolean first = new AtomicBoolean(true);
        portal.listener(new PortalListener() {
            @Override
            public void operatorActed(
                    String restMethod,
                    long caller,
                    long about,
                    io.github.camelbitrix24.openlines.simulator.Outcome outcome) {
                if (about == chat && first.getAndSet(false)) {
                    portal.client("Vera").on(LINE).writes("One more thing");
                }
            }
        });

        Exchange exchange = cut(Fault.cutAfterExecution(), "finish", chat);

        assertThat(exchange.getException()).isInstanceOf(B24OutcomeUnknownException.class);
        assertThat(times("finish", chat)).isOne();
    }

    @Test
    void aSpamIsMarkedOnce() {
        long chat = heldBy(COLLEAGUE);

        assertThat(outcome(cut(Fault.cutAfterExecution(), "spam", chat))).isEqualTo(Outcome.APPLIED);
        assertThat(times("spam", chat)).isOne();
    }

    @Test
    void aSkipIsDoneOnceAndToldAsUnknown() {
        for (long operator : new long[] {CALLER, COLLEAGUE, 0}) {
            long chat = heldBy(operator);
            long before = times("skip", chat);

            Exchange exchange = cut(Fault.cutAfterExecution(), "skip", chat);

            assertThat(exchange.getException()).isInstanceOf(B24OutcomeUnknownException.class);
            assertThat(times("skip", chat) - before).isOne();
        }
    }

    @Test
    void anAnswerIsToldByTheWebhooksUser() {
        long lost = heldBy(COLLEAGUE);
        assertThat(outcome(cut(Fault.cutAfterExecution(), "answer", lost))).isEqualTo(Outcome.APPLIED);
        assertThat(times("answer", lost)).isOne();

        long answered = portal.client("Boris").on(LINE).writes("Hello");
        Exchange exchange = desk.send("b24openlines:answer?verify=true", answered);
        assertThat(outcome(exchange)).isEqualTo(Outcome.APPLIED);
        Exchange again = desk.send("b24openlines:answer?verify=true&explain=true", answered);
        assertThat(((B24RefusedException) again.getException()).getReason()).isEqualTo(RefusalReason.ALREADY_MINE);
    }

    @Test
    void aTransferIsDoneOnce() {
        for (String target : new String[] {"userId=31", "queueId=25", "transferId=queue25"}) {
            long chat = heldBy(CALLER);
            long before = times("transfer", chat);

            Exchange exchange = cut(Fault.cutAfterExecution(), "transfer?" + target, chat);

            assertThat(outcome(exchange)).as(target).isEqualTo(Outcome.APPLIED);
            assertThat(times("transfer", chat) - before).as(target).isOne();
        }
    }

    @Test
    void aColleaguesDialogIsNotToldAsOvertakenOnlyBecauseItIsTheColleagues() {
        long chat = heldBy(COLLEAGUE);

        Exchange exchange = cut(Fault.cutBeforeExecution(), "answer", chat);

        assertThat(exchange.getException()).isInstanceOf(B24OutcomeUnknownException.class);
        assertThat(times("answer", chat)).isZero();
        assertThat(portal.dialog(chat).isOwnedBy(COLLEAGUE)).isTrue();
    }

    @Test
    void whatPlainlyDidNotHappenIsDoneAfterAll() {
        long finished = heldBy(CALLER);
        assertThat(outcome(cut(Fault.cutBeforeExecution(), "finish", finished))).isEqualTo(Outcome.CLOSING);
        assertThat(times("finish", finished)).isOne();

        long taken = portal.client("Boris").on(LINE).writes("Hello");
        clock.advance(Duration.ofSeconds(20));
        assertThat(outcome(cut(Fault.cutBeforeExecution(), "answer", taken))).isEqualTo(Outcome.APPLIED);
        assertThat(times("answer", taken)).isOne();

        assertThat(outcome(cut(Fault.cutBeforeExecution(), "transfer?queueId=25", taken)))
                .isEqualTo(Outcome.APPLIED);
        assertThat(times("transfer", taken)).isOne();
    }
}
