// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console serves: its page, the portal's state and an opened dialog. */
class ConsoleStateTest extends PortalTest {

    private HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(portal.url() + path)).build();
        return HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private JsonNode state() {
        return get(portal.url() + "/console/state").body();
    }

    private JsonNode cardOf(long chat) {
        for (JsonNode card : state().get("dialogs")) {
            if (card.get("chatId").asLong() == chat) {
                return card;
            }
        }
        throw new AssertionError("No card of chat " + chat);
    }

    /** The latest call: its status, what became of it and the error's code. */
    private String latestCall() {
        JsonNode traffic = state().get("traffic");
        JsonNode call = traffic.get(traffic.size() - 1);
        return call.get("name").asText() + " " + call.get("status") + " "
                + call.get("end").asText() + " " + call.get("code").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/favicon.ico, image/svg+xml",
        "/console/favicon.svg, image/svg+xml",
        "/console/base.css, text/css",
        "/console/board.css, text/css",
        "/console/frame.css, text/css",
        "/console/narrow.css, text/css",
        "/console/panels.css, text/css",
        "/console/console.js, text/javascript",
        "/console/board.js, text/javascript",
        "/console/card.js, text/javascript",
        "/console/dialog.js, text/javascript",
        "/console/dom.js, text/javascript",
        "/console/faults.js, text/javascript",
        "/console/icons.js, text/javascript",
        "/console/traffic.js, text/javascript"
    })
    void everyFileHasItsTypeAndNamesNoOtherHost(String path, String type) throws Exception {
        HttpResponse<String> response = fetch(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(response.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
        assertThat(response.body()).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write");
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertThat(fetch("/console/").statusCode()).isEqualTo(404);
        assertThat(fetch("/console/../pom.xml").statusCode()).isEqualTo(404);
        assertThat(fetch("/console/%2e%2e/RateView.class").statusCode()).isEqualTo(404);
    }

    @Test
    void theStateShowsTheLinesAndThePeople() {
        JsonNode overview = state().get("overview");

        assertThat(overview.get("lines").findValuesAsText("name"))
                .containsExactly("Sales", "Support", "Invoices", "Old shop", "Quick close", "Bot desk");
        assertThat(overview.get("lines").get(5).get("bot").asText()).isEqualTo("Support Bot");
        assertThat(overview.get("lines").get(3).get("active").asBoolean()).isFalse();
        assertThat(overview.get("operators").findValuesAsText("name"))
                .containsExactly("Ada Admin", "Anna Weber", "Boris Klein");
        assertThat(overview.has("rate")).isFalse();
    }

    @Test
    void aCardTellsEachStateOfItsDialog() {
        long chat = portal.client("Maria").on(22).writes("Hello");
        assertThat(cardOf(chat).get("state").asText()).isEqualTo("queued");
        assertThat(cardOf(chat).get("words").asText()).startsWith("Offered to ");
        long taker = dialog(chat).offeredTo().iterator().next();
        operator(taker, "answer", chat);
        assertThat(cardOf(chat).get("state").asText()).isEqualTo("operator");
        assertThat(cardOf(chat).get("ownerId").asLong()).isEqualTo(taker);
        operator(taker, "finish", chat);
        assertThat(cardOf(chat).get("state").asText()).isEqualTo("closing");

        assertThat(cardOf(closed()).get("state").asText()).isEqualTo("finished");
        long spam = accepted(25, 31);
        operator(31, "spam", spam);
        assertThat(cardOf(spam).get("state").asText()).isEqualTo("spam");
        JsonNode withBot = cardOf(portal.client("Tom").on(26).writes("Good morning"));
        assertThat(withBot.get("state").asText()).isEqualTo("bot");
        assertThat(withBot.get("words").asText()).isEqualTo("With Support Bot");
        assertThat(withBot.get("last").get("text").asText()).isEqualTo("Good morning");
    }

    @Test
    void callsTellWhetherTheyWereExecuted() throws Exception {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);
        assertThat(latestCall()).isEqualTo("imopenlines.operator.finish 200 executed ");
        operator(31, "finish", 999);
        assertThat(latestCall()).isEqualTo("imopenlines.operator.finish 400 refused CHAT_ID");
        call(27, "no.such.method");
        assertThat(latestCall()).isEqualTo("no.such.method 404 refused ERROR_METHOD_NOT_FOUND");

        portal.faults().next("*", Fault.html(502));
        fetch("/rest/27/" + "wrong/imopenlines.operator.skip");
        assertThat(latestCall()).isEqualTo("imopenlines.operator.skip 502 skipped ");
    }

    @Test
    void aCallThatTheRateLimitRefusesIsNotExecuted() {
        try (PortalSimulator limited =
                PortalSimulator.standard().clock(clock).rateLimit(2, 1).start()) {
            get(limited.webhook(27).url() + "profile");
            get(limited.webhook(27).url() + "profile");

            JsonNode state = get(limited.url() + "/console/state").body();

            JsonNode call = state.get("traffic").get(1);
            assertThat(call.get("status").asInt()).isEqualTo(503);
            assertThat(call.get("end").asText()).isEqualTo("skipped");
            assertThat(call.get("code").asText()).isEqualTo("QUERY_LIMIT_EXCEEDED");
            assertThat(state.at("/overview/rate"))
                    .hasToString("{\"level\":1.0,\"capacity\":1.0,\"leakPerSecond\":2.0}");
        }
    }

    @Test
    void callsOfThePortalThatHasMovedAndOfTheAuthorizationServerAreShown() throws Exception {
        fetch("/oauth/token/?grant_type=refresh_token&refresh_token=hidden4711&client_secret=hidden4712");
        assertThat(latestCall()).startsWith("oauth/token 4").contains(" refused ");
        assertThat(state().toString()).doesNotContain("hidden");

        portal.moveTo("http://127.0.0.1:9");
        fetch("/rest/profile");
        assertThat(latestCall()).isEqualTo("profile 302 skipped ");
    }

    @Test
    void aBatchTellsHowManyOfItsCommandsWereExecuted() {
        call(27, "batch", "cmd", List.of("imopenlines.config.list.get", "imopenlines.operator.skip?CHAT_ID=1"));

        JsonNode batch = state().get("traffic").get(0);

        assertThat(batch.get("batchOf").asInt()).isEqualTo(2);
        assertThat(batch.get("done").asInt()).isEqualTo(1);
        assertThat(batch.get("failed").asInt()).isEqualTo(1);
    }

    @Test
    void onlyTheLatestCallsAreKept() {
        for (int i = 0; i < 230; i++) {
            operator(27, "skip", i);
        }

        JsonNode traffic = state().get("traffic");

        assertThat(traffic).hasSize(200);
        assertThat(traffic.get(199).get("chat").asText()).isEqualTo("229");
    }

    @Test
    void pollsDoNotPushOtherCallsOut() {
        operator(27, "skip", 7);
        for (int i = 0; i < 210; i++) {
            call(
                    1,
                    "imbot.v2.Event.get",
                    "botId",
                    567,
                    "botToken",
                    portal.bot("support").token());
        }

        JsonNode traffic = state().get("traffic");

        assertThat(traffic).hasSize(41);
        assertThat(traffic.get(0).get("name").asText()).isEqualTo("imopenlines.operator.skip");
        assertThat(traffic.get(1).get("poll").asBoolean()).isTrue();
    }

    @Test
    void noSecretIsInTheState() {
        Webhook webhook = portal.webhook(27);
        long chat = portal.client("Tom").on(26).writes("Hello");
        String token = portal.bot("support").token();
        call(27, "imbot.v2.Event.get", "botId", 567, "botToken", token);
        call(27, "imopenlines.bot.session.operator", "CHAT_ID", chat, "CLIENT_ID", token);
        call(27, "imopenlines.operator.transfer", "CHAT_ID", token, "TRANSFER_ID", webhook.url());

        String state = state().toString();

        assertThat(state).contains("imopenlines.bot.session.operator").doesNotContain(token);
        assertThat(webhook.url()).startsWith(portal.url() + "/rest/27/");
        String code = webhook.url().split("/")[5];
        assertThat(state).doesNotContain(code);
    }

    @Test
    void anOpenedDialogShowsItsMessages() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "How can I help?");

        JsonNode opened = get(portal.url() + "/console/dialog?chat=" + chat).body();

        assertThat(opened.get("card").get("client").asText()).isEqualTo("Client of 27");
        assertThat(opened.get("messages").findValuesAsText("text")).contains("Hello", "How can I help?");
        assertThat(opened.get("messages").findValuesAsText("kind")).contains("client", "operator", "system");
    }

    @Test
    void aDialogThatIsNotThereIsSaidInWords() {
        assertThat(get(portal.url() + "/console/dialog?chat=7").outcome())
                .isEqualTo("404 There is no dialog in chat 7");
        assertThat(get(portal.url() + "/console/dialog").status()).isEqualTo(400);
        assertThat(get(portal.url() + "/console/dialog?chat=x").error()).contains("'chat'");
    }
}
