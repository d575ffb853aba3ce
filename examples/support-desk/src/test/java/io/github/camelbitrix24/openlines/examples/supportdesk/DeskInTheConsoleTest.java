// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.examples.Browser;
import io.github.camelbitrix24.openlines.examples.Example;
import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;

/** The desk's routes at work, as somebody sees them who has the simulator's console open and writes there as a client. */
class DeskInTheConsoleTest {

    @Test
    void theRouteMovesTheCardToAnotherLineFinishesItAndMeetsAFault(@TempDir Path profile) throws Exception {
        Main main = new Main();
        try (Browser browser = Browser.open(profile);
                SupportDay day = new SupportDay(Source.bot)) {
            Example.configure(main, day.properties()).start();
            browser.driver().get(day.url() + "/");

            write(browser, "Maria", "There is a mistake in my invoice");
            browser.see("[data-lane='" + SupportDay.BILLING + "']", "Maria");

            write(browser, "Eva", "It works again, thank you. Bye!");
            browser.see("[data-lane=done]", "Eva");

            find(browser, "#fault-kind option[value=limit]").click();
            find(browser, "#fault-method").sendKeys("imopenlines.operator.spam");
            find(browser, "#faults button").click();
            browser.see("#traps", "503 QUERY_LIMIT_EXCEEDED");
            write(browser, "Lucky Win", "You have won a phone");
            browser.see(".traffic [data-grade=bad]", "503 QUERY_LIMIT_EXCEEDED");
            browser.see("[data-lane=done]", "Lucky Win");

            assertThat(day.portal().executions("imopenlines.operator.spam")).hasSize(1);
            assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                    .isEmpty();
            browser.picture(Path.of("target", "console", "support-desk.png"));
        } finally {
            main.stop();
        }
    }

    private static void write(Browser browser, String client, String text) {
        browser.see("#compose-line", "Support");
        find(browser, "#compose-name").clear();
        find(browser, "#compose-name").sendKeys(client);
        find(browser, "#compose-line option[value='" + SupportDay.SUPPORT + "']")
                .click();
        find(browser, "#compose-text").sendKeys(text);
        find(browser, "#compose button").click();
    }

    private static WebElement find(Browser browser, String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }
}
