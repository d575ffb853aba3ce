// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A fresh portal for each test and one browser for all of them, which leaves the page before its portal closes. */
abstract class ConsolePageTest extends PortalTest {

    static Browser browser;

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
        browser.go("about:blank");
        browser.complaints();
    }

    void look(int width, int height) {
        browser.size(width, height).media("prefers-color-scheme", "light").go(portal.url() + "/");
        browser.see("#connection[data-state=live]");
    }

    static String card(long chat) {
        return ".card[data-chat='" + chat + "']";
    }

    static String lane(long line, String inside) {
        return "[data-lane='" + line + "'] " + inside;
    }
}
