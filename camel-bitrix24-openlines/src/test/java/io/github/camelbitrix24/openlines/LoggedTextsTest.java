// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.text.LogText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a portal or a client writes begins no line of its own in a log, steers no terminal and fills no disk. */
class LoggedTextsTest {
    private static final String FORGED =
            "\r\n\u001b[31m\u0085\u2028\u2029\u202e2026-12-01 ERROR forged\u0000" + "x".repeat(5_000);

    private TestDesk desk;
    private LogCapture log;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toD("b24openlines:answer?chatId=${header.chat}");
                from("direct:polled").to("b24openlines:userGet");
            }
        });
        log = LogCapture.open();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 500, 503})
    void thePortalsErrorIsOneLine(int status) {
        desk.portal.faults().always("*", Fault.status(status, "CODE" + FORGED, "Text" + FORGED));

        Exchange exchange = desk.send("direct:in", null, new HashMap<>(Map.of("chat", 7)));

        assertThat(exchange.getException()).isInstanceOf(B24Exception.class);
        assertHarmless(exchange.getException().getMessage());
        assertHarmless(exchange.getException().toString());
        assertThat(((B24Exception) exchange.getException()).getErrorCode()).isEqualTo("CODE" + FORGED);
        assertLogIsHarmless();
    }

    @Test
    void whatAHeaderHoldsIsOneLine() {
        Exchange exchange = desk.send("direct:in", null, new HashMap<>(Map.of("chat", "7" + FORGED)));

        assertThat(exchange.getException()).isInstanceOf(B24InvalidRequestException.class);
        assertHarmless(exchange.getException().getMessage());
        assertLogIsHarmless();
    }

    @Test
    void aSecretThatThePortalSaysEncodedIsMasked() {
        String code = desk.portal.webhook(27).authToken();
        String secret = code.substring(code.indexOf('/') + 1);
        String url = URLEncoder.encode(code, StandardCharsets.UTF_8);
        String html = StringEscapeUtils.escapeHtml4("/rest/" + code + "/\"x\"");
        String entities = secret.chars().mapToObj("&#%d;"::formatted).reduce("", String::concat);
        desk.portal.faults().always("*", Fault.status(400, "CODE", url + " " + html + " " + entities));

        Exchange exchange = desk.send("direct:in", null, new HashMap<>(Map.of("chat", 7)));

        B24Exception refused = exchange.getException(B24Exception.class);
        assertThat(List.of(refused.getErrorDescription(), refused.getMessage()))
                .allSatisfy(text -> assertThat(text)
                        .contains("xxxxxx")
                        .doesNotContain(secret)
                        .doesNotContain(entities));
    }

    @Test
    void lettersOfAllLanguagesStayAsTheyAre() {
        for (String text : List.of("Привет, Мария", "\uD83D\uDE00", "שלום", "a\\nb", "")) {
            assertThat(LogText.of(text)).isEqualTo(text);
        }
        assertThat(LogText.of("a\tb\u0007\uD800")).isEqualTo("a\\tb\\u0007\\uD800");
        assertThat(LogText.of(null)).isNull();
    }

    private void assertLogIsHarmless() {
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line).doesNotContain("\u001b", "\u0085", "\u2028", "\u2029", "\u202e", "\u0000");
            assertThat(line.lines()).noneMatch(each -> each.startsWith("2026-12-01 ERROR forged"));
            assertThat(line).hasSizeLessThan(60_000);
        });
    }

    private static void assertHarmless(String text) {
        assertThat(text)
                .doesNotContain("\n", "\r", "\u001b", "\u0085", "\u2028", "\u2029", "\u202e", "\u0000")
                .contains("forged")
                .hasSizeLessThan(60_000);
    }
}
