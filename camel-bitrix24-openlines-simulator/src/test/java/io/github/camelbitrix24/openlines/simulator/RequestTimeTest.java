// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The front end gives up a request after 60 s, whatever was executed (§3.3, §4.1). */
class RequestTimeTest extends PortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.requestTimeLimit(Duration.ofSeconds(60)).botLimit(1);
    }

    private HttpResponse<String> raw(String method, Object... parameters) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(portal.webhook(27).url() + method))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json(map(parameters))))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    @Row({"1.5/non-json-bodies", "3.3/duration-of-one-http-request"})
    void aLongRequestIsAPageOfTheFrontEndAndExecuted() throws Exception {
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.takes("imopenlines.operator.answer", Duration.ofSeconds(61));
        HttpResponse<String> answer = raw("imopenlines.operator.answer", "CHAT_ID", chat);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        portal.verify().dialog(chat).isOwnedBy(27);

        portal.takes("imopenlines.operator.answer", Duration.ofSeconds(60));
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row("4.1/time")
    void aBatchSharesTheTimeAndItsLastCommandsDoNotRun() throws Exception {
        portal.takes("server.time", Duration.ofSeconds(25));
        Map<String, String> commands = new LinkedHashMap<>();
        for (int n = 0; n < 5; n++) {
            commands.put("c" + n, "server.time");
        }

        assertThat(raw("batch", "cmd", commands).statusCode()).isEqualTo(504);
        assertThat(portal.counts().executions("server.time")).isEqualTo(3);
    }

    @Test
    @Row("11.1/imbot-v2-bot-register")
    void oneBotTooManyIsRefused() {
        Map<String, Object> fields = map("code", "second", "botToken", "t0k3n", "properties", map("name", "Second"));

        assertThat(call(1, "imbot.v2.Bot.register", "fields", fields).outcome()).isEqualTo("400 BOT_LIMIT_EXCEEDED");
        call(
                1,
                "imbot.v2.Bot.unregister",
                "botId",
                567,
                "botToken",
                portal.bot("support").token());
        assertThat(call(1, "imbot.v2.Bot.register", "fields", fields).status()).isEqualTo(200);
    }

    @Test
    void limitsOfNothingAreRefused() {
        assertThatThrownBy(() -> PortalSimulator.builder().requestTimeLimit(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> PortalSimulator.builder().botLimit(-1)).hasMessageContaining("-1");
    }
}
