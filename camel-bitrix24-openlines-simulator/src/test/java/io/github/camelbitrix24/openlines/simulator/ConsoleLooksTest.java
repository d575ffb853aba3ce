// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a desk on which much has happened looks in the console: nothing overflows, and pictures are kept of it. */
class ConsoleLooksTest extends ConsolePageTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return LivelyDesk.builder().clock(clock);
    }

    private void open(long chat) {
        browser.click(card(chat) + " button");
        browser.see(".bubble", "new invoice today");
    }

    private void lively() {
        browser.see(".card", "Tom Baker");
        browser.settle();
        browser.fits();
    }

    @Test
    void aLivelyDeskFitsADesktop() {
        look(1280, 800);
        long chat = new LivelyDesk(this).plays();
        lively();
        browser.picture("desk");
        open(chat);
        lively();
        browser.picture("desk-open");
        browser.scheme("dark").picture("desk-open-dark");

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aLivelyDeskFitsAPhone() {
        look(390, 844);
        long chat = new LivelyDesk(this).plays();
        lively();
        browser.picture("phone");
        browser.click(".views [data-view=calls]");
        browser.fits();
        browser.picture("phone-calls");
        browser.click(".views [data-view=desk]");
        open(chat);
        lively();
        browser.scheme("dark").picture("phone-dialog-dark");

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anEmptyDeskSaysWhatToDo() {
        look(1280, 800);

        browser.see("#no-dialogs", "Write as a client");
        browser.see("#no-traffic", "No call has come yet");
        call(
                1,
                "imbot.v2.Event.get",
                "botId",
                567,
                "botToken",
                portal.bot("support").token());
        browser.see("#no-traffic", "Only polls");
        browser.picture("empty");
        browser.click("#polls");

        browser.see(".traffic .poll", "Event.get");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void longNamesAndWordsWithoutSpacesBreak() {
        look(390, 844);
        long chat = portal.client("Bartholomäus-" + "x".repeat(80))
                .on(LivelyDesk.SALES)
                .writes("w".repeat(900));
        browser.see(".card", "Bartholom");
        browser.fits();
        browser.click(card(chat) + " button");
        browser.see(".bubble", "wwww");
        browser.fits();
        browser.size(1280, 800).fits();

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void cardsDoNotGlideForWhoWantsCalm() {
        look(1280, 800);
        browser.media("prefers-reduced-motion", "reduce");
        long chat = portal.client("Tom Baker").on(LivelyDesk.SALES).writes("Hello");
        browser.see(lane(LivelyDesk.SALES, ".card"), "Tom Baker");

        transfer(27, chat, "queue22");
        browser.see(lane(LivelyDesk.SUPPORT, ".card"), "Tom Baker");

        assertThat(browser.is("return document.getAnimations().length === 0")).isTrue();
    }
}
