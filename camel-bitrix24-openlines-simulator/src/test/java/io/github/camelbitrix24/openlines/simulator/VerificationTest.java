// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims about what happened, and what they say when they are wrong. */
class VerificationTest extends PortalTest {

    private static final String TRANSFER = "imopenlines.operator.transfer";

    private long chat;

    @BeforeEach
    void transferOnce() {
        chat = accepted(22, 27);
        transfer(27, chat, "queue15");
    }

    @Test
    void executionsAreCountedByMethodParameterCallerAndOutcome() {
        assertThatCode(() -> {
                    portal.verify().executed("IMOPENLINES.operator.Transfer").times(1);
                    portal.verify()
                            .executed(TRANSFER)
                            .with("chat_id", chat)
                            .with("TRANSFER_ID", "queue15")
                            .by(27)
                            .done()
                            .once();
                    portal.verify().executed(TRANSFER).atLeast(1);
                    portal.verify().executed(TRANSFER).by(31).never();
                    portal.verify().executed(TRANSFER).refused("").never();
                    portal.verify().executed("imopenlines.operator.skip").never();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongCountShowsWhatWasExecuted() {
        assertThatThrownBy(() -> portal.verify()
                        .executed(TRANSFER)
                        .with("TRANSFER_ID", "queue23")
                        .by(27)
                        .once())
                .isInstanceOf(AssertionError.class)
                .hasMessage(TRANSFER + " with {TRANSFER_ID=queue23} by user 27 was executed 0 times, not 1.\n"
                        + "Executed were:\n  " + TRANSFER + " {CHAT_ID=" + chat
                        + ", TRANSFER_ID=queue15} by user 27: done");
        assertThatThrownBy(() -> portal.verify().executed(TRANSFER).atLeast(2))
                .hasMessageContaining("1 times, not at least 2");
    }

    @Test
    void aMethodThatWasNotExecutedShowsTheNearestOne() {
        assertThatThrownBy(() -> portal.verify()
                        .executed("imopenlines.bot.session.transfer")
                        .once())
                .hasMessageContaining("nearest that was executed:\n  " + TRANSFER);
    }

    @Test
    void aRequestThatMetAFaultIsShown() {
        portal.faults().next("imopenlines.operator.skip", Fault.status(503, "QUERY_LIMIT_EXCEEDED"));
        operator(27, "skip", chat);

        assertThatThrownBy(() ->
                        portal.verify().executed("imopenlines.operator.skip").once())
                .hasMessageContaining("{CHAT_ID=" + chat + "} was answered 503");
    }

    @Test
    void aPortalWhereNothingHappenedSaysSo() {
        try (PortalSimulator quiet = PortalSimulator.standard().start()) {
            assertThatThrownBy(() -> quiet.verify().executed(TRANSFER).once())
                    .hasMessageContaining("No method was executed.");
        }
    }

    @Test
    void aMethodThatDoesNotExistIsAMistakeOfTheTest() {
        assertThatThrownBy(() -> portal.verify().executed("imopenlines.operator.tranfer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(TRANSFER);
    }

    @Test
    void dialogsAreClaimedToBeInAState() {
        assertThatCode(() -> portal.verify()
                        .dialog(chat)
                        .isOnLine(15)
                        .isUnowned()
                        .isOfferedTo(31)
                        .isOpen()
                        .hasMessage("Hello"))
                .doesNotThrowAnyException();
        assertThatCode(() -> portal.verify().dialog(closed()).isClosed()).doesNotThrowAnyException();
    }

    @Test
    void aWrongClaimShowsTheDialog() {
        assertThatThrownBy(() -> portal.verify().dialog(chat).isOwnedBy(31))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Chat " + chat + " is not owned by user 31. It is open on line 15")
                .hasMessageContaining("owned by nobody")
                .hasMessageContaining("'Hello'");
        assertThatThrownBy(() -> portal.verify().dialog(chat).isSpam()).hasMessageContaining("is not spam");
        assertThatThrownBy(() -> portal.verify().dialog(chat).isClosing()).hasMessageContaining("is not closing");
    }

    @Test
    void waitingEventsAreCounted() {
        portal.client("Bea").on(26).writes("Hello bot");

        portal.verify().events("support", "ONIMBOTV2MESSAGEADD").times(1);
        assertThatThrownBy(() ->
                        portal.verify().events("support", "ONIMBOTV2DELETE").times(1))
                .hasMessageContaining("0 events ONIMBOTV2DELETE")
                .hasMessageContaining("ONIMBOTV2MESSAGEADD");
        portal.verify().events("support", "ONIMBOTV2DELETE").never();
    }
}
