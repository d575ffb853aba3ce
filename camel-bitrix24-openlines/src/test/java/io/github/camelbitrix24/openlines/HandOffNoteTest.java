// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A note to who gets the dialog. The caller is operator 27; the bot welcomes the clients of line 26. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOffNoteTest {
    private static final long CALLER = 27;
    private static final String NOTE = "Wants a refund, has the receipt";

    private TestDesk desk;
    private PortalSimulator portal;
    private int clients;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .line(
                                90,
                                "Helped",
                                line -> line.operators(27, 31)
                                        .welcomeBot("support")
                                        .welcomeBotStays(true)),
                CALLER);
        portal = desk.portal;
        desk.bind("supportBot", desk.bot("support"));
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    private long mine(long line) {
        long chat = portal.client("Client " + clients++).on(line).writes("Hello");
        portal.operator(CALLER).answers(chat);
        return chat;
    }

    private long notes(long chat) {
        return portal.dialog(chat).messages().stream()
                .map(MessageView::text)
                .filter(NOTE::equals)
                .count();
    }

    @Test
    void theBotLeavesItInTheSameRequestAsAMessageOfTheSystem() {
        long chat = mine(90);
        int requests = portal.requests().size();

        Exchange exchange = desk.send(
                "b24openlines:transfer?userId=31&bot=#bean:supportBot", chat, Map.of(B24OpenLinesConstants.NOTE, NOTE));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.NOTE_LEFT))
                .isEqualTo(true);
        assertThat(portal.dialog(chat).owner()).isEqualTo(31);
        assertThat(notes(chat)).isEqualTo(1);
        assertThat(portal.dialog(chat).messages())
                .filteredOn(message -> message.text().equals(NOTE))
                .allMatch(MessageView::system);
        assertThat(portal.requests()).hasSize(requests + 1);
        portal.verify()
                .executed("imbot.v2.Chat.Message.send")
                .with("dialogId", "chat" + chat)
                .once();
    }

    @Test
    void aNoteThatIsRefusedDoesNotStopTheTransferAndIsTold() {
        long chat = mine(22);

        Exchange exchange =
                desk.send("b24openlines:transfer?userId=31&verify=true&bot=#bean:supportBot&note=" + NOTE, chat);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.NOTE_LEFT))
                .isEqualTo(false);
        assertThat(portal.dialog(chat).owner()).isEqualTo(31);
    }

    @Test
    void aNoteWithoutABotOrThatABatchCannotSayIsRefusedBeforeAnythingIsSent() {
        long chat = mine(90);
        int requests = portal.requests().size();

        assertThat(desk.send("b24openlines:skip?note=" + NOTE, chat).getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("option bot");
        assertThat(desk.send(
                                "b24openlines:transfer?userId=31&bot=#bean:supportBot",
                                chat,
                                Map.of(B24OpenLinesConstants.NOTE, "it was $result[c0]"))
                        .getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("note");
        assertThat(portal.requests()).hasSize(requests);
    }
}
