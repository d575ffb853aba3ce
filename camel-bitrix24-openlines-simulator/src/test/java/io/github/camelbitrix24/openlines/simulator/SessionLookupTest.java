// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.session.open} and {@code .history.get} (§7.1). */
class SessionLookupTest extends PortalTest {

    @Test
    @Row("6.1/chat-entity-id-user-code")
    void aUserCodeLeadsToItsChatAndNothingIsOpened() {
        long chat = closed();

        Answer answer =
                call(27, "imopenlines.session.open", "USER_CODE", dialog(chat).userCode());

        assertThat(answer.result().toString()).isEqualTo("{\"chatId\":\"" + chat + "\"}");
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    void aUserCodeIsRefusedToStrangers() {
        long chat = portal.client("Eva").on(23).writes("Hello");
        String code = dialog(chat).userCode();

        assertThat(call(31, "imopenlines.session.open", "USER_CODE", code).outcome())
                .isEqualTo("400 ACCESS_DENIED");
        assertThat(call(27, "imopenlines.session.open", "USER_CODE", "no|such|code|1")
                        .outcome())
                .isEqualTo("400 ACCESS_DENIED");
        assertThat(call(27, "imopenlines.session.open", "user_code", code).outcome())
                .isEqualTo("400 ACCESS_DENIED");
        assertThat(call(50, "imopenlines.session.open", "USER_CODE", code).outcome())
                .isEqualTo("400 ");
    }

    @Test
    @Row({
        "1.9/ids-in-results",
        "7.1/chat-id-int-2",
        "7.1/chatid-sessionid",
        "7.1/canjoin-canvotehead",
        "7.1/userid",
        "7.1/message",
        "7.1/usersmessage",
        "7.1/users",
        "7.1/openlines",
        "7.1/useringroup-wouseringroup-userblockchat-user",
        "7.1/chat"
    })
    void theHistoryShowsMessagesAndPeople() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "Good morning");

        JsonNode history =
                call(27, "imopenlines.session.history.get", "CHAT_ID", chat).result();

        assertThat(history.fieldNames())
                .toIterable()
                .contains(
                        "chatId",
                        "sessionId",
                        "canJoin",
                        "canVoteHead",
                        "sessionVoteHead",
                        "sessionCommentHead",
                        "userId",
                        "message",
                        "usersMessage",
                        "users",
                        "openlines",
                        "userInGroup",
                        "woUserInGroup",
                        "userBlockChat",
                        "userInChat",
                        "files",
                        "chat");
        assertThat(history.get("sessionId").asLong()).isEqualTo(dialog(chat).sessionId());
        assertThat(history.get("userId").asText()).isEqualTo("chat" + chat);
        JsonNode ids = history.get("usersMessage").get("chat" + chat);
        JsonNode newest = history.get("message").get(ids.get(0).asText());
        assertThat(newest.get("text").asText()).isEqualTo("Good morning");
        assertThat(newest.get("senderid").asText()).isEqualTo("27");
        assertThat(newest.get("chatid").isTextual()).isTrue();
        JsonNode oldest = history.get("message").get(ids.get(ids.size() - 1).asText());
        assertThat(oldest.get("text").asText()).isEqualTo("Hello");
        assertThat(history.get("users")
                        .get(oldest.get("senderid").asText())
                        .get("connector")
                        .asBoolean())
                .isTrue();
        assertThat(history.get("chat").get(String.valueOf(chat)).get("owner").asText())
                .isEqualTo("27");
        assertThat(history.get("files").isArray()).isTrue();
        assertThat(history.get("canVoteHead").asText()).isEqualTo("N");
    }

    @Test
    @Row("7.1/session-id-int-2")
    void aSessionHasItsOwnMessagesOnly() {
        long chat = closed();
        long first = dialog(chat).sessionId();
        portal.client("Client of 27").on(25).writes("Once more");

        JsonNode history =
                call(27, "imopenlines.session.history.get", "SESSION_ID", first).result();
        JsonNode latest =
                call(27, "imopenlines.session.history.get", "CHAT_ID", chat).result();

        assertThat(history.get("message").toString()).contains("Hello").doesNotContain("Once more");
        assertThat(latest.get("message").toString()).contains("Once more").doesNotContain("\"Hello\"");
        assertThat(latest.get("sessionId").asLong()).isGreaterThan(first);
    }

    @Test
    @Row("7.1/session-id-int-2")
    void aHistoryNeedsASessionThatTheCallerMaySee() {
        long chat = portal.client("Eva").on(23).writes("Hello");

        assertThat(history(27)).isEqualTo("400 MISSING_REQUIRED_PARAM");
        assertThat(history(27, "session_id", 1)).isEqualTo("400 MISSING_REQUIRED_PARAM");
        assertThat(history(27, "SESSION_ID", "abc")).isEqualTo("400 INVALID_SESSION_ID");
        assertThat(history(27, "SESSION_ID", 99_999)).isEqualTo("400 ACCESS_DENIED");
        assertThat(history(31, "CHAT_ID", chat)).isEqualTo("400 ACCESS_DENIED");
        assertThat(history(31, "CHAT_ID", portal.groupChat("Team", 31))).isEqualTo("400 ACCESS_DENIED");
    }

    private String history(long user, Object... parameters) {
        return call(user, "imopenlines.session.history.get", parameters).outcome();
    }
}
