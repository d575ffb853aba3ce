// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests byte for byte as official and widely used clients send them. */
class ClientRequestsTest extends PortalTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ANSWER = "imopenlines.operator.answer";

    private long chat;
    private String token;

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.app("local.app", "secret");
    }

    @BeforeEach
    void openChat() {
        chat = portal.client("Anna").on(22).writes("Hello");
        token = portal.authorize("local.app", 27).accessToken();
    }

    @Test
    @Row("1.1/incoming-webhook")
    void aWebhookWithAJsonBody() {
        done(post(portal.webhook(27).url() + ANSWER, "application/json", "{\"CHAT_ID\":" + chat + "}"));
    }

    @Test
    void aWebhookWithTheJsonSuffixAndAFormBody() {
        done(post(portal.webhook(27).url() + ANSWER + ".json", FORM, "CHAT_ID=" + chat));
    }

    @Test
    void aWebhookCalledInABrowser() {
        done(get(portal.webhook(27).url() + ANSWER + "?CHAT_ID=" + chat));
    }

    @Test
    void anApplicationWithItsTokenInAFormBody() {
        done(post(portal.url() + "/rest/" + ANSWER + ".json", FORM, "CHAT_ID=" + chat + "&auth=" + token));
    }

    @Test
    void anApplicationWithItsTokenInAJsonBodyAndARequestId() {
        done(post(
                portal.url() + "/rest/" + ANSWER + "?bx24_request_id=0b1c2d3e-0000-4000-8000-000000000001",
                "application/json; charset=UTF-8",
                "{\"CHAT_ID\":" + chat + ",\"auth\":\"" + token + "\"}"));
    }

    @Test
    void anApplicationWithItsTokenInTheQueryOfAPost() {
        done(post(
                portal.url() + "/rest/" + ANSWER + "?auth=" + token, "application/json", "{\"CHAT_ID\":" + chat + "}"));
    }

    @Test
    void anApplicationWithABearerHeader() {
        done(answer(HttpRequest.newBuilder(URI.create(portal.url() + "/rest/" + ANSWER + ".json"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"CHAT_ID\":" + chat + "}"))));
    }

    @Test
    @Row("4.1/method-lookup")
    void aBatchAsAMapInJson() {
        String body = "{\"halt\":0,\"cmd\":{\"answer\":\"" + ANSWER + "?CHAT_ID=" + chat
                + "\",\"dialog\":\"imopenlines.dialog.get?CHAT_ID=" + chat + "\"}}";
        JsonNode result = post(portal.webhook(27).url() + "batch.json", "application/json", body)
                .result();

        assertThat(result.get("result").get("answer").asBoolean()).isTrue();
        assertThat(result.get("result").get("dialog").get("owner").asLong()).isEqualTo(27);
    }

    @Test
    @Row("4.1/cmd")
    void aBatchAsAListInJson() {
        String body = "{\"cmd\":[\"" + ANSWER + "?CHAT_ID=" + chat + "\",\"server.time\"]}";
        JsonNode result = post(portal.webhook(27).url() + "batch", "application/json", body)
                .result();

        assertThat(result.get("result").isArray()).isTrue();
        assertThat(result.get("result").get(0).asBoolean()).isTrue();
    }

    @Test
    void aBatchAsAFormWhoseCommandsAreEncodedTwice() {
        String command = encoded(ANSWER + "?" + encoded("CHAT_ID") + "=" + chat);
        JsonNode result = post(
                        portal.url() + "/rest/batch.json",
                        FORM,
                        "cmd%5Banswer%5D=" + command + "&cmd%5Btime%5D=server.time&halt=0&auth=" + token)
                .result();

        assertThat(result.get("result").get("answer").asBoolean()).isTrue();
        assertThat(result.get("result").has("time")).isTrue();
    }

    @Test
    void aBatchAsAFormList() {
        String command = encoded(ANSWER + "?CHAT_ID=" + chat);
        JsonNode result = post(portal.webhook(27).url() + "batch", FORM, "cmd[]=" + command + "&cmd[]=server.time")
                .result();

        assertThat(result.get("result").get(0).asBoolean()).isTrue();
        assertThat(result.get("result")).hasSize(2);
    }

    @Test
    void aBatchAsANumberedListInTheQuery() {
        String command = encoded(ANSWER + "?CHAT_ID=" + chat);
        JsonNode result =
                get(portal.webhook(27).url() + "batch?cmd[0]=" + command).result();

        assertThat(result.get("result").get(0).asBoolean()).isTrue();
    }

    @Test
    @Row("5.1/step-4")
    void aRefreshAsAGetWithEverythingInTheQuery() {
        TokenPair pair = portal.authorize("local.app", 27);
        String url = portal.url() + "/oauth/token/?grant_type=refresh_token&client_id=local.app&client_secret=secret"
                + "&refresh_token=" + pair.refreshToken();

        assertThat(get(url).body().get("member_id").asText()).isEqualTo(portal.memberId());
    }

    private void done(Answer answer) {
        assertThat(answer.outcome()).isEqualTo("200 true");
        portal.verify().executed(ANSWER).with("CHAT_ID", chat).by(27).done().once();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
