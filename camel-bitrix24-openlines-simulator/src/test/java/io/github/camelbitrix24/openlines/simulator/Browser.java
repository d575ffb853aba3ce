// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own, and the few things that a test of a page does with it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path PICTURES = Path.of("target", "console");

    /** Selenium warns that it has no typed commands for a Chromium this new; none are used. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) {
        profile = newProfile();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
    }

    /** Skips the test where there is no Chromium, but never where CI runs. */
    static Browser open() {
        Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = find("chromedriver");
        if (chromium.isPresent() && chromedriver.isPresent()) {
            return new Browser(chromium.get(), chromedriver.get());
        }
        String missing = "No Chromium with its driver on the PATH: install the packages chromium and chromium-driver";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        return abort(missing);
    }

    private static Optional<Path> find(String... names) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path newProfile() {
        try {
            return Files.createTempDirectory("console-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void go(String url) {
        driver.get(url);
    }

    Browser size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        return this;
    }

    Browser scheme(String scheme) {
        return media("prefers-color-scheme", scheme);
    }

    Browser media(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
        return this;
    }

    /** Waits until an element of this kind is visible. */
    WebElement see(String selector) {
        until("see " + selector, () -> shown(selector).isPresent());
        return shown(selector).orElseThrow();
    }

    /** Waits until an element of this kind shows the words. */
    void see(String selector, String words) {
        until(
                "see '" + words + "' in " + selector,
                () -> is(
                        "return [...document.querySelectorAll(arguments[0])]"
                                + ".some(e => e.checkVisibility() && e.innerText.includes(arguments[1]))",
                        selector,
                        words));
    }

    void seeNo(String selector) {
        until("see no " + selector, () -> shown(selector).isEmpty());
    }

    private Optional<WebElement> shown(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst();
    }

    void fill(String selector, String text) {
        WebElement field = see(selector);
        field.clear();
        field.sendKeys(text);
    }

    void click(String selector) {
        see(selector).click();
    }

    /** Types into whatever has the focus. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Walks with the tab key until the element has the focus, as somebody without a mouse does. */
    void tabTo(String selector) {
        for (int step = 0; step < 80; step++) {
            if (hasFocus(selector)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("The tab key never reaches " + selector);
    }

    boolean hasFocus(String selector) {
        return is("return document.activeElement.matches(arguments[0])", selector);
    }

    void waitForFocus(String selector) {
        until("have the focus on " + selector, () -> hasFocus(selector));
    }

    boolean is(String javascript, Object... arguments) {
        return Boolean.TRUE.equals(driver.executeScript(javascript, arguments));
    }

    /** What the page or the browser complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** Names each element that is wider than the window or its own box. */
    void fits() {
        Object wide = driver.executeScript(
                "const wide = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()"
                        + " && !e.closest('.unseen, .skip') && e.getBoundingClientRect().right > innerWidth + 1)"
                        + ".map(e => e.tagName + '.' + e.className);"
                        + "if (document.documentElement.scrollWidth > innerWidth) wide.push('page');"
                        + "return wide;");
        assertThat((List<?>) wide).isEmpty();
    }

    /** Keeps a picture of the page under target/console. */
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets all animations come to their end. */
    void settle() {
        until("have all cards at rest", () -> is("return document.getAnimations().length === 0"));
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(StaleElementReferenceException.class)
                .until(condition);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            profile.toFile().deleteOnExit();
        }
    }
}
