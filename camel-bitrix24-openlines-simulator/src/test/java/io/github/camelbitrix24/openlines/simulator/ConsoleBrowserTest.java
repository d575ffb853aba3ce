// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The web console in a real browser. */
class ConsoleBrowserTest extends ConsolePageTest {

    private static final String COMPOSE = "#compose button";

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
        look(1280, 800);
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
        look(1280, 800);
        long chat = accepted(25, 27);
        browser.see(lane(25, card(chat)), "With Anna Weber");

        operator(27, "finish", chat);

        browser.see("[data-lane=done] " + card(chat), "Finished");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anOperatorTakesADialogAndAnswersFromItsCard() {
        long chat = portal.client("Tom Baker").on(22).writes("Is anybody there?");
        look(1280, 800);
        browser.click(card(chat) + " button");
        browser.see(".bubble.client", "Is anybody there?");

        browser.click("#dialog-as option[value='31']");
        browser.fill("#dialog-text", "Yes, I am.");
        browser.click("#dialog form button[type=submit]");
        browser.see("#dialog .trouble", "take it first");
        browser.click("#dialog .as button");
        browser.see("#dialog > .state", "With Boris Klein");
        browser.click("#dialog form button[type=submit]");

        browser.see(".bubble.operator", "Yes, I am.");
        browser.see(lane(22, card(chat)), "Boris: Yes, I am.");
        assertThat(dialog(chat).isOwnedBy(31)).isTrue();
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("409 (Conflict)"));
    }

    @Test
    void everythingIsReachedWithoutAMouse() {
        look(1280, 800);
        browser.tabTo("#compose-name");
        browser.press("Eva Novak", Keys.TAB, "Quick", Keys.TAB, "The app closes", Keys.ENTER);
        browser.see(lane(25, ".card"), "The app closes");

        browser.tabTo(".card button");
        browser.press(Keys.ENTER);
        browser.see("#dialog");
        browser.waitForFocus("#dialog-title");
        browser.tabTo("#dialog-text");
        browser.press("And it is slow", Keys.ENTER);
        browser.see(".bubble.client", "And it is slow");
        browser.press(Keys.ESCAPE);
        browser.seeNo("#dialog");
        assertThat(browser.hasFocus(".card button")).isTrue();

        browser.tabTo("#faults button");
        browser.press(Keys.ENTER);
        browser.see("#traps", "waits for any call");
        browser.tabTo("#traps button");
        browser.press(Keys.SPACE);
        browser.seeNo("#traps");
        browser.tabTo("#traffic, #polls");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theWordsOfAClientAreNeverMarkup() {
        long chat = portal.client("<img src=x onerror=alert(1)>").on(25).writes("<script>alert(2)</script><b>bold</b>");
        look(1280, 800);

        browser.see(card(chat), "<script>alert(2)</script><b>bold</b>");
        browser.click(card(chat) + " button");
        browser.see(".bubble .said", "<b>bold</b>");
        browser.see("#dialog-title", "<img src=x onerror=alert(1)>");

        assertThat(browser.is("return document.querySelector('main img, main script, main b') === null"))
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thePageFindsThePortalAgainAfterItsRestart() {
        look(1280, 800);
        long chat = portal.client("Maria Rossi").on(25).writes("Hello");
        browser.click(card(chat) + " button");
        browser.see(".bubble", "Hello");
        int port = URI.create(portal.url()).getPort();

        portal.close();
        browser.see("#connection", "Reconnecting");
        portal = PortalSimulator.standard().clock(clock).port(port).start();
        assertThat(portal.client("Tom Baker").on(25).writes("Good morning")).isEqualTo(chat);

        browser.see("#connection", "Live");
        browser.see(".card", "Good morning");
        browser.see(".card", "Tom Baker");
        browser.seeNo("#dialog");
        assertThat(portal.dialogs()).hasSize(1);
        assertThat(browser.is("return document.querySelectorAll('.card').length === 1"))
                .isTrue();
    }
}
