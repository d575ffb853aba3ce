// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.List;
import org.apache.camel.Exchange;

/** A desk with everything that a row of the catalogue may need. */
final class CatalogueDesk implements AutoCloseable {
    static final long ADMIN = 1;
    static final long CALLER = 27;
    static final long COLLEAGUE = 31;
    static final long LINE_ALL = 15;
    static final long LINE = 22;
    static final long LINE_INACTIVE = 24;
    static final long BOT_LINE = 26;
    static final long LINE_OF_OTHERS = 60;
    static final long NO_SUCH = 999_999;
    static final String NETWORK = "0123456789abcdef0123456789abcdef";
    static final String CLOSED_NETWORK = "fedcba9876543210fedcba9876543210";

    final TestDesk desk;
    final PortalSimulator portal;
    private int clients;
    private long entities = 100;
    private long lastChat;

    CatalogueDesk() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .operator(61, "Olga Other")
                        .line(LINE_OF_OTHERS, "Others", line -> line.operators(61))
                        .networkLine(NETWORK, "Partner", true)
                        .networkLine(CLOSED_NETWORK, "Gone", false),
                CALLER);
        portal = desk.portal;
        desk.bind("supportBot", desk.bot("support"));
    }

    Exchange send(String operation, CatalogueRow.Ask ask) {
        return desk.send(
                "b24openlines:" + operation + (ask.options().isEmpty() ? "" : "?" + ask.options()), ask.body());
    }

    /** The call fails with these words, and the portal hears nothing of it. */
    void assertRefusedUnsent(String uri, Object body, List<String> words) {
        int before = portal.requests().size();

        Exchange exchange = desk.send(uri, body);

        assertThat(exchange.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContainingAll(words.toArray(String[]::new));
        assertThat(portal.requests()).hasSize(before);
        assertThat(exchange.getMessage().getBody()).isEqualTo(body);
    }

    /** The endpoint options that make the call the administrator's. */
    String asAdmin() {
        return "authToken=RAW(" + portal.webhook(ADMIN).authToken() + ")";
    }

    long newChat(long line) {
        lastChat = portal.client("Client " + ++clients).on(line).writes("Hello");
        return lastChat;
    }

    /** The chat that was made last. */
    long lastChat() {
        return lastChat;
    }

    long ownChat() {
        return chatOf(CALLER);
    }

    long chatOf(long operator) {
        long chat = newChat(LINE);
        portal.operator(operator).answers(chat);
        return chat;
    }

    long botChat() {
        return newChat(BOT_LINE);
    }

    long closedChat() {
        long chat = ownChat();
        desk.send("b24openlines:finish", chat);
        desk.send("b24openlines:finish", chat);
        return chat;
    }

    long brokenChat() {
        long chat = ownChat();
        portal.breakChat(chat);
        return chat;
    }

    long lockedChat() {
        long chat = ownChat();
        portal.locks().holdQueue(chat);
        return chat;
    }

    long groupChat() {
        return portal.groupChat("Team", CALLER);
    }

    long othersChat() {
        return newChat(LINE_OF_OTHERS);
    }

    long session(long chat) {
        return portal.dialog(chat).sessionId();
    }

    /** The client's message of a chat. */
    long message(long chat) {
        List<MessageView> messages = portal.dialog(chat).messages();
        return messages.stream()
                .filter(message -> message.text().equals("Hello"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** A deal that the chat is linked to. */
    long dealOf(long chat) {
        long deal = ++entities;
        portal.crm().add("deal", deal, "Deal " + deal).link("deal", deal, chat);
        return deal;
    }

    /** A deal without any chat. */
    long lonelyDeal() {
        long deal = ++entities;
        portal.crm().add("deal", deal, "Deal " + deal);
        return deal;
    }

    /** A deal that the caller may not see. */
    long hiddenDeal() {
        long deal = ++entities;
        portal.crm().addFor("deal", deal, "Deal " + deal, 61).link("deal", deal, ownChat());
        return deal;
    }

    CatalogueDesk withoutMessenger() {
        portal.messenger(false);
        return this;
    }

    void mend() {
        portal.faults().clear();
        portal.messenger(true);
    }

    @Override
    public void close() throws Exception {
        desk.close();
    }
}
