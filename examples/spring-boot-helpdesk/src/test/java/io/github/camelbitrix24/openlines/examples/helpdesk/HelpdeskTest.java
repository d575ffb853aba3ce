// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.examples.Browser;
import io.github.camelbitrix24.openlines.examples.Demonstration;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogType;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The page in a browser, and what nobody else may do with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpdeskTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Shift shift;
    private ServletWebServerApplicationContext helpdesk;

    @BeforeAll
    void open() {
        shift = new Shift();
        helpdesk = Helpdesk.start(shift.properties());
        shift.helpdeskAt(helpdesk.getWebServer().getPort());
    }

    @AfterAll
    void close() {
        helpdesk.close();
        shift.close();
    }

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(
                        Helpdesk.class, Duration.ofSeconds(120), Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }

    @Test
    void chatsShowUpAndTheButtonsWork(@TempDir Path profile) throws Exception {
        try (Browser browser = Browser.open(profile)) {
            browser.driver().get(shift.page());
            long maria = shift.writes("Maria", "There is a mistake in my invoice 4711");
            long eva = shift.writes("Eva", "<b>Hello</b> & \"good day\", 100 %");
            shift.writes("Otto", "My parrot has learned to order pizza, how do I stop it?");
            browser.see(row(eva), "<b>Hello</b> & \"good day\", 100 %");

            press(browser, eva, "answer");
            browser.see("[role=status]", "answer: APPLIED");
            browser.see(row(eva), "with " + Shift.ANNA);
            shift.portal().verify().dialog(eva).isOwnedBy(Shift.ANNA);

            press(browser, maria, "finish");
            browser.see("[role=alert]", "nobody has accepted the dialog yet");
            browser.picture(Path.of("target", "helpdesk.png"));

            press(browser, maria, "transfer");
            browser.see(row(maria), "Billing");
            shift.portal().verify().dialog(maria).isOnLine(Shift.BILLING);

            press(browser, eva, "finish");
            browser.see("[role=status]", "finish: APPLIED");
            assertThat(browser.driver().findElements(By.cssSelector(row(eva)))).isEmpty();
            shift.portal().verify().dialog(eva).isClosed();
            assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                    .isEmpty();
        }
    }

    @Test
    void noOtherPagePressesAButton() throws Exception {
        long tom = shift.writes("Tom", "Hello");

        assertThat(post("chats/" + tom + "/answer", "").statusCode()).isEqualTo(403);
        assertThat(post("chats/" + tom + "/answer", "_csrf=guessed").statusCode())
                .isEqualTo(403);
        assertThat(post("b24openlines/events", "event=ONSESSIONFINISH&auth%5Bapplication_token%5D=guessed")
                        .statusCode())
                .isEqualTo(403);

        assertThat(shift.portal().executions("imopenlines.operator.answer"))
                .noneMatch(execution -> execution.parameters().toString().contains(Long.toString(tom)));
    }

    @Test
    void aForeignNameForThisMachineIsRefused() throws Exception {
        assertThat(statusFor("127.0.0.1")).contains("200");
        assertThat(statusFor("evil.example")).contains("400");
    }

    @Test
    void healthTellsOfThePortalAndKeepsItsSecret() throws Exception {
        HttpResponse<String> health = http.send(
                HttpRequest.newBuilder(URI.create(shift.page() + "actuator/health"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"status\":\"UP\"", "consumer:events")
                .doesNotContain(shift.portal().webhook(Shift.ANNA).code());
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(shift.page() + "actuator/env"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    private static String row(long chat) {
        return "[data-chat='" + chat + "']";
    }

    private static void press(Browser browser, long chat, String button) {
        browser.driver()
                .findElement(By.cssSelector(row(chat) + " form[action$='" + button + "'] button"))
                .click();
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(shift.page() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://evil.example")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The first line of the answer to a request by this name; the JDK's client does not let a Host header be set. */
    private String statusFor(String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", helpdesk.getWebServer().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
