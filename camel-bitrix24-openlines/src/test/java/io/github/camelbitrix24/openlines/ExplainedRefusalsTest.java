// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.RefusalReason;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalLocks;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Refusals looked into with {@code explain=true}: the cause, the portal's own code, and what it costs. The caller is operator 27. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainedRefusalsTest {
    private static final long CALLER = 27;
    private static final long ALL = 15;
    private static final long EVENLY = 22;
    private static final long STRICTLY = 23;

    private TestDesk desk;
    private PortalSimulator portal;
    private int clients;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard().operator(61, "Olga Other").line(60, "Others", line -> line.operators(61)),
                CALLER);
        portal = desk.portal;
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
        return portal.client("Client " + clients++).on(line).writes("Hello");
    }

    private long mine() {
        long chat = chatOn(EVENLY);
        portal.operator(CALLER).answers(chat);
        return chat;
    }

    private long closed() {
        long chat = mine();
        portal.closeSilently(chat);
        return chat;
    }

    private B24RefusedException refusal(String operation, long chat) {
        String uri = "b24openlines:" + operation + (operation.contains("?") ? "&" : "?") + "explain=true";
        Exchange exchange = desk.send(uri, chat);
        assertThat(exchange.getException()).isInstanceOf(B24RefusedException.class);
        return (B24RefusedException) exchange.getException();
    }

    private void assertReason(RefusalReason reason, String code, String operation, long chat) {
        int requests = portal.requests().size();

        B24RefusedException refusal = refusal(operation, chat);

        assertThat(refusal.getReason()).isEqualTo(reason);
        assertThat(refusal.getErrorCode()).isEqualTo(code);
        assertThat(refusal).hasMessageContaining(reason.words());
        assertThat(portal.requests()).hasSize(requests + 2);
    }

    @Test
    void aTransferIsRefusedForItsTarget() {
        assertReason(RefusalReason.TARGET_IS_CALLER, "OPERATOR_WRONG", "transfer?userId=27", mine());
        assertReason(RefusalReason.TARGET_INACTIVE, "OPERATOR_WRONG", "transfer?userId=40", mine());
        assertReason(RefusalReason.TARGET_NO_EMPLOYEE, "OPERATOR_WRONG", "transfer?userId=50", mine());
        assertReason(RefusalReason.NO_SUCH_USER, "OPERATOR_WRONG", "transfer?userId=999", mine());
        assertReason(RefusalReason.NO_SUCH_LINE, "OPERATOR_WRONG", "transfer?queueId=999", mine());
        assertReason(RefusalReason.NO_SUCH_LINE, "OPERATOR_WRONG", "transfer?transferId=queue999", mine());
    }

    @Test
    void aTransferIsRefusedForItsDialog() {
        assertReason(RefusalReason.NO_ACCESS, "OPERATOR_WRONG", "transfer?userId=31", chatOn(60));
        long chat = mine();
        try (PortalLocks.HeldLock held = portal.locks().holdQueue(chat)) {
            assertReason(RefusalReason.BUSY, "OPERATOR_WRONG", "transfer?userId=31", chat);
        }
    }

    @Test
    void anAnswerIsRefusedWithoutACode() {
        assertReason(RefusalReason.ALREADY_MINE, "", "answer", mine());
        assertReason(RefusalReason.DIALOG_CLOSED, "", "answer", closed());
        long chat = chatOn(EVENLY);
        try (PortalLocks.HeldLock held = portal.locks().holdAnswer(chat)) {
            assertReason(RefusalReason.BUSY, "", "answer", chat);
        }
        assertReason(RefusalReason.NO_ACCESS, "ACCESS_DENIED", "answer", chatOn(60));
        assertReason(RefusalReason.NO_SUCH_DIALOG, "CHAT_ID", "answer", 99_999);
        assertReason(RefusalReason.NOT_A_DIALOG, "CHAT_TYPE", "answer", portal.groupChat("Lunch", CALLER));
    }

    @Test
    void aFinishIsRefusedForTheOperator() {
        long foreign = chatOn(EVENLY);
        portal.operator(31).answers(foreign);
        assertReason(RefusalReason.NOT_MINE, "ERROR_USER_NOT_OPERATOR", "finish", foreign);
        assertReason(RefusalReason.NOT_ACCEPTED, "ERROR_USER_NOT_OPERATOR", "finish", chatOn(ALL));
        assertReason(RefusalReason.DIALOG_CLOSED, "NOT_LOAD_SESSION_OR_CHAT", "finish", closed());
    }

    @Test
    void aSkipIsRefusedForTheQueue() {
        long offeredToAll = chatOn(ALL);
        assertReason(RefusalReason.OFFERED_TO_ALL, "", "skip", offeredToAll);
        portal.operator(27).pauses();
        long alone = chatOn(STRICTLY);
        assertReason(RefusalReason.NOBODY_ELSE, "", "skip", alone);
        portal.operator(27).resumes();
        assertReason(RefusalReason.DIALOG_CLOSED, "ACCESS_DENIED_KICK", "skip", closed());
    }

    @Test
    void aReadThatFailsDoesNotHideTheRefusal() {
        for (Fault fault : new Fault[] {
            Fault.cutBeforeExecution(), Fault.status(500, "INTERNAL_SERVER_ERROR"), Fault.status(401, "expired_token")
        }) {
            long chat = mine();
            portal.faults().next("batch", fault);

            B24RefusedException refusal = refusal("transfer?userId=40", chat);

            assertThat(refusal.getErrorCode()).isEqualTo("OPERATOR_WRONG");
            assertThat(refusal.getReason()).isEqualTo(RefusalReason.UNKNOWN);
        }
    }

    @Test
    void aReadWithoutItsScopeLeavesTheCauseUnknown() {
        long chat = mine();
        portal.faults().nextCommand("user.get", Fault.status(401, "insufficient_scope"));

        B24RefusedException refusal = refusal("transfer?userId=40", chat);

        assertThat(refusal.getErrorCode()).isEqualTo("OPERATOR_WRONG");
        assertThat(refusal.getReason()).isEqualTo(RefusalReason.UNKNOWN);
    }

    @Test
    void aVerifiedActionIsExplainedTheSameWay() {
        int requests = portal.requests().size();

        B24RefusedException refusal = refusal("transfer?userId=40&verify=true", mine());

        assertThat(refusal.getReason()).isEqualTo(RefusalReason.TARGET_INACTIVE);
        assertThat(portal.requests()).hasSize(requests + 2);
    }

    @Test
    void withoutExplainNobodyLooks() {
        int requests = portal.requests().size();

        Exchange exchange = desk.send("b24openlines:answer", mine());

        assertThat(((B24RefusedException) exchange.getException()).getReason()).isEqualTo(RefusalReason.UNKNOWN);
        assertThat(portal.requests()).hasSize(requests + 1);
    }
}
