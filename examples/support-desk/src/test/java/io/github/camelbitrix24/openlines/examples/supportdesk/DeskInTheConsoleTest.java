// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The desk's routes at work, as somebody sees them who has the simulator's console open and writes there as a client. */
class DeskInTheConsoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void quietly() {
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
    }

    @Test
    void theRouteMovesTheCardToAnotherLineFinishesItAndMeetsAFault(@TempDir Path profile) throws Exception {
        ChromeDriver browser = browser(profile);
        try (SupportDay day = new SupportDay(Source.bot)) {
            PortalSimulator portal = day.portal();
            Main main = new Main();
            main.setOverrideProperties(day.properties());
            main.start();
            try {
                browser.get(portal.url() + "/");

                write(browser, "Maria", "There is a mistake in my invoice");
                see(browser, lane(SupportDay.BILLING), "Maria");

                write(browser, "Eva", "It works again, thank you. Bye!");
                see(browser, "[data-lane=done]", "Eva");

                browser.findElement(By.cssSelector("#fault-kind option[value=limit]"))
                        .click();
                browser.findElement(By.cssSelector("#fault-method")).sendKeys("imopenlines.operator.spam");
                browser.findElement(By.cssSelector("#faults button")).click();
                see(browser, "#traps", "503 QUERY_LIMIT_EXCEEDED");
                write(browser, "Lucky Win", "You have won a phone");
                see(browser, ".traffic [data-grade=bad]", "503 QUERY_LIMIT_EXCEEDED");
                see(browser, "[data-lane=done]", "Lucky Win");

                assertThat(portal.executions("imopenlines.operator.spam")).hasSize(1);
                assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                        .isEmpty();
                Path picture =
                        Files.createDirectories(Path.of("target", "console")).resolve("support-desk.png");
                Files.write(picture, browser.getScreenshotAs(OutputType.BYTES));
            } finally {
                main.stop();
            }
        } finally {
            browser.quit();
        }
    }

    private static void write(ChromeDriver browser, String client, String text) {
        see(browser, "#compose-line", "Support");
        browser.findElement(By.cssSelector("#compose-name")).clear();
        browser.findElement(By.cssSelector("#compose-name")).sendKeys(client);
        browser.findElement(By.cssSelector("#compose-line option[value='" + SupportDay.SUPPORT + "']"))
                .click();
        browser.findElement(By.cssSelector("#compose-text")).sendKeys(text);
        browser.findElement(By.cssSelector("#compose button")).click();
    }

    private static String lane(long line) {
        return "[data-lane='" + line + "']";
    }

    private static void see(ChromeDriver browser, String selector, String words) {
        new WebDriverWait(browser, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage("'" + words + "' in " + selector)
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .anyMatch(element -> element.getText().contains(words)));
    }

    private static ChromeDriver browser(Path profile) {
        Path chromium = find("chromium", "chromium-browser", "google-chrome");
        Path driver = find("chromedriver");
        if (chromium == null || driver == null) {
            String missing =
                    "No Chromium with its driver on the PATH: install the packages chromium and chromium-driver";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            return abort(missing);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,800",
                "--user-data-dir=" + profile.resolve("profile")));
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    private static Path find(String... names) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
