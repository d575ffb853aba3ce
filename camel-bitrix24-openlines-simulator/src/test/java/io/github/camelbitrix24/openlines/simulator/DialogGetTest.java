// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.dialog.get} (§7.1). */
class DialogGetTest extends PortalTest {

    private static final List<String> KEYS =
            List.of(("id name owner avatar color counter user_counter message_count restrictions entity_type entity_id"
                            + " entity_data_1 entity_data_2 entity_data_3 date_create public entity_link background_id"
                            + " readed_list last_message_views parent_chat_id parent_message_id description extranet type"
                            + " unread_id marked_id disk_folder_id last_message_id last_id mute_list message_type role"
                            + " text_field_enabled is_new permissions manager_list dialog_id")
                    .split(" "));

    @Test
    @Row({
        "6.1/chat-id-owner-0-nobody-responsible-members-u",
        "6.1/chat-entity-type",
        "6.1/chat-entity-id-user-code",
        "7.1/id",
        "7.1/name",
        "7.1/owner",
        "7.1/avatar-color",
        "7.1/counter-user-counter-message-count",
        "7.1/restrictions",
        "7.1/entity-type",
        "7.1/entity-data-1-2-3",
        "7.1/date-create",
        "7.1/public",
        "7.1/entity-link",
        "7.1/background-id",
        "7.1/readed-list",
        "7.1/last-message-views"
    })
    void theResultHasAllKeys() {
        long chat = accepted(22, 27);

        Answer answer = get(27, "CHAT_ID", chat);

        assertThat(StreamSupport.stream(
                        ((Iterable<String>) () -> answer.result().fieldNames()).spliterator(), false))
                .containsExactlyInAnyOrderElementsOf(KEYS);
        assertThat(answer.result().get("id").asLong()).isEqualTo(chat);
        assertThat(answer.result().get("owner").asLong()).isEqualTo(27);
        assertThat(answer.result().get("entity_type").asText()).isEqualTo("LINES");
        assertThat(answer.result().get("entity_id").asText())
                .isEqualTo(dialog(chat).userCode());
        assertThat(answer.result().get("role").asText()).isEqualTo("owner");
        assertThat(answer.result().get("date_create").asText()).isEqualTo("2026-03-17T15:00:00+00:00");
    }

    @Test
    @Row({
        "6.1/chat-entity-data-1",
        "6.1/entity-data-1",
        "6.4/retry-after-unknown-outcome",
        "6.8/retry-after-unknown-outcome",
        "7.1/entity-data-1-2-3"
    })
    void entityDataHasTenFields() {
        long chat = accepted(22, 27);

        assertThat(get(27, "CHAT_ID", chat).result().get("entity_data_1").asText())
                .isEqualTo("N|NONE|0|N|N|" + dialog(chat).sessionId() + "|" + START.getEpochSecond() + "|0|0|0");
    }

    @Test
    @Row({
        "6.2/chat-id-accepts-int-or-numeric-string-chat17",
        "7.1/chat-id-int",
        "7.1/dialog-id-chat-n",
        "7.1/user-code-string"
    })
    void aDialogIsFoundByAllItsNames() {
        long chat = accepted(22, 27);
        String userCode = dialog(chat).userCode();

        assertFinds(chat, "CHAT_ID", chat);
        assertFinds(chat, "chat_id", String.valueOf(chat));
        assertFinds(chat, "DIALOG_ID", "chat" + chat);
        assertFinds(chat, "SESSION_ID", dialog(chat).sessionId());
        assertFinds(chat, "USER_CODE", userCode);
        assertFinds(chat, "user_code", "imol|" + userCode);
    }

    @Test
    @Row("7.1/session-id-int")
    void aClosedSessionLeadsToItsChat() {
        long chat = closed();

        assertFinds(chat, "SESSION_ID", dialog(chat).sessionId());
        assertThat(entityData(chat, 5)).isEqualTo("0");
    }

    @Test
    @Row("7.1/user-code-string")
    void theFirstKeyDecidesEvenIfItLeadsNowhere() {
        long chat = accepted(22, 27);

        assertThat(get(27, "DIALOG_ID", "chat" + chat, "CHAT_ID", 99_999).outcome())
                .isEqualTo("400 ACCESS_ERROR");
        assertThat(get(27, "SESSION_ID", dialog(chat).sessionId(), "DIALOG_ID", "x")
                        .outcome())
                .isEqualTo("400 ACCESS_ERROR");
        assertThat(get(27, "USER_CODE", "nobody", "CHAT_ID", null, "DIALOG_ID", "chat" + chat)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatCannotBeSeenIsOneError() {
        long denied = portal.client("Anna").on(23).writes("Hello");

        assertThat(get(27).outcome()).isEqualTo("400 ACCESS_ERROR");
        assertThat(get(27, "CHAT_ID", 99_999).outcome()).isEqualTo("400 ACCESS_ERROR");
        assertThat(get(27, "DIALOG_ID", "1763").outcome()).isEqualTo("400 ACCESS_ERROR");
        assertThat(get(27, "CHAT_ID", portal.groupChat("Team", 27)).outcome()).isEqualTo("400 ACCESS_ERROR");
        assertThat(get(31, "CHAT_ID", denied).outcome()).isEqualTo("400 ACCESS_ERROR");
    }

    @Test
    void withoutTheMessengerNoDialogIsShown() {
        long chat = accepted(22, 27);
        portal.messenger(false);

        assertThat(get(27, "CHAT_ID", chat).outcome()).isEqualTo("400 IM_NOT_INSTALLED");
    }

    private void assertFinds(long chat, String key, Object value) {
        assertThat(get(27, key, value).result().get("id").asLong()).isEqualTo(chat);
    }

    private Answer get(long user, Object... parameters) {
        return call(user, "imopenlines.dialog.get", parameters);
    }
}
