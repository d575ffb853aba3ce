// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The web console in a real browser. */
class ConsoleBrowserTest extends PortalTest {

    private static final String COMPOSE = "#compose button";

    private static Browser browser;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void leave() {
        browser.media("prefers-color-scheme", "light").size(1280, 800).go("about:blank");
    }

    private void look() {
        browser.size(1280, 800).go(portal.url() + "/");
        browser.see("#connection[data-state=live]");
    }

    private static String lane(long line, String inside) {
        return "[data-lane='" + line + "'] " + inside;
    }

    private static String card(long chat) {
        return ".card[data-chat='" + chat + "']";
    }

    private void write(String name, long line, String text) {
        browser.fill("#compose-name", name);
        browser.click("#compose-line option[value='" + line + "']");
        browser.fill("#compose-text", text);
        browser.click(COMPOSE);
    }

    private long chatOf(String client) {
        return portal.dialogs().stream()
                .filter(dialog -> dialog.clientName().equals(client))
                .findFirst()
                .orElseThrow()
                .chatId();
    }

    @Test
    void aDialogMovesFromLaneToLaneAsCallsActAndAFaultIsSeen() {
        look();
        write("Maria Rossi", 25, "There is a mistake in my invoice");
        browser.see(lane(25, ".card"), "There is a mistake in my invoice");
        long chat = chatOf("Maria Rossi");

        operator(27, "answer", chat);
        browser.see(lane(25, card(chat)), "With Anna Weber");
        transfer(27, chat, "queue22");
        browser.see(lane(22, card(chat)), "Offered to ");
        operator(27, "answer", chat);
        operator(27, "finish", chat);
        operator(1, "another.finish", chat);
        browser.see(".traffic .call", "operator.finish");

        browser.click("#fault-kind option[value=limit]");
        browser.fill("#fault-method", "imopenlines.operator.answer");
        browser.click("#faults button");
        browser.see("#traps", "503 QUERY_LIMIT_EXCEEDED");
        assertThat(operator(27, "answer", chat).status()).isEqualTo(503);
        browser.see(".traffic [data-grade=bad]", "fault: 503 QUERY_LIMIT_EXCEEDED");
        browser.seeNo("#traps");
        assertThat(browser.complaints()).isEmpty();
        browser.settle();
        browser.picture("moved");
    }

    @Test
    void aFinishedDialogGoesToTheLaneOfThoseThatAreDone() {
        look();
        long chat = accepted(25, 27);
        browser.see(lane(25, card(chat)), "With Anna Weber");

        operator(27, "finish", chat);

        browser.see("[data-lane=done] " + card(chat), "Finished");
        assertThat(browser.complaints()).isEmpty();
    }
}
