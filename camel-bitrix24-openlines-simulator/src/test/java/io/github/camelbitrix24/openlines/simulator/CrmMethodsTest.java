// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.crm.*} (§7.3), and what a linked entity changes in the access check (§6.2 row 7). */
class CrmMethodsTest extends PortalTest {

    private long chat;

    @BeforeEach
    void linkADeal() {
        chat = accepted(23, 27);
        portal.crm().add("deal", 12, "Roof").addFor("contact", 7, "John", 27).link("deal", 12, chat);
    }

    @Test
    @Row({"6.1/chat-entity-data-2", "6.1/entity-data-1"})
    void anEntityShowsInTheDialog() {
        assertThat(call(27, "imopenlines.dialog.get", "CHAT_ID", chat)
                        .result()
                        .get("entity_data_1")
                        .asText())
                .startsWith("Y|DEAL|12|");
        portal.crm().link("contact", 7, chat);
        assertThat(call(27, "imopenlines.dialog.get", "CHAT_ID", chat)
                        .result()
                        .get("entity_data_2")
                        .asText())
                .isEqualTo("LEAD|0|COMPANY|0|CONTACT|7|DEAL|12");
    }

    @Test
    @Row("6.2/check-7")
    void whoMaySeeTheEntityMayActOnTheDialog() {
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row({"1.7/extra-keys", "7.3/crm-chat-get"})
    void chatsAreFoundByTheirEntity() {
        assertThat(crm(27, "chat.get", "deal", 12).result().toString())
                .isEqualTo("[{\"CHAT_ID\":\"" + chat
                        + "\",\"CONNECTOR_ID\":\"telegrambot\",\"CONNECTOR_TITLE\":\"telegrambot\"}]");
        assertThat(crm(27, "chat.get", "DEAL", 12).result()).hasSize(1);
        assertThat(crm(27, "chat.get", "contact", 7).outcome()).isEqualTo("200 []");
        assertThat(crm(31, "chat.get", "contact", 7).outcome()).isEqualTo("403 ACCESS_DENIED");
        assertThat(crm(27, "chat.get", "invoice", 7).outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(crm(27, "chat.get", "deal", 0).body().get("argument").asText())
                .isEqualTo("CRM_ENTITY");
    }

    @Test
    @Row("7.3/crm-chat-get")
    void closedDialogsAreFoundOnlyWithTheExactN() {
        operator(27, "spam", chat);

        assertThat(crm(27, "chat.get", "deal", 12).result()).isEmpty();
        assertThat(crm(27, "chat.get", "deal", 12, "ACTIVE_ONLY", "n").result()).isEmpty();
        assertThat(crm(27, "chat.get", "deal", 12, "ACTIVE_ONLY", "N").result()).hasSize(1);
    }

    @Test
    @Row("7.3/crm-chat-getlastid")
    void theLastChatHasOneCodeForMissingInputAndNoChat() {
        assertThat(crm(27, "chat.getLastId", "deal", 12).result().asLong()).isEqualTo(chat);
        assertThat(crm(27, "chat.getLastId", "deal", 99).outcome()).isEqualTo("400 CRM_CHAT_EMPTY_CRM_DATA");
        assertThat(call(27, "imopenlines.crm.chat.getLastId").outcome()).isEqualTo("400 CRM_CHAT_EMPTY_CRM_DATA");
        assertThat(crm(27, "chat.getLastId", "invoice", 12).outcome()).isEqualTo("400 ERROR_ARGUMENT");
    }

    @Test
    @Row("7.3/crm-chat-user-add")
    void aUserIsAddedToTheChatOfAnEntity() {
        long other = accepted(22, 27);

        assertThat(crm(27, "chat.user.add", "contact", 7, "USER_ID", 31).outcome())
                .isEqualTo("200 0");
        assertThat(crm(27, "chat.user.add", "deal", 12).outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(crm(31, "chat.user.add", "contact", 7, "USER_ID", 31).outcome())
                .isEqualTo("403 ACCESS_DENIED");
        assertThat(crm(27, "chat.user.add", "deal", 12, "USER_ID", 31, "CHAT_ID", other)
                        .outcome())
                .isEqualTo("400 CHAT_NOT_IN_CRM");
        assertThat(crm(27, "chat.user.add", "deal", 12, "USER_ID", 40).outcome())
                .isEqualTo("400 CRM_CHAT_USER_NOT_ACTIVE");
        assertThat(crm(27, "chat.user.add", "deal", 12, "USER_ID", 31).outcome())
                .isEqualTo("200 " + chat);
        assertThat(dialog(chat).members()).contains(31L);
        assertThat(crm(27, "chat.user.add", "deal", 12, "USER_ID", 31).outcome())
                .isEqualTo("400 WRONG_REQUEST");
        portal.messenger(false);
        assertThat(crm(27, "chat.user.add", "deal", 12, "USER_ID", 1).outcome()).isEqualTo("400 IM_NOT_INSTALLED");
    }

    @Test
    @Row("7.3/crm-chat-user-delete")
    void aUserIsTakenOutOfTheChatOfAnEntity() {
        portal.operator(31).joins(chat);

        assertThat(crm(27, "chat.user.delete", "deal", 12).outcome()).isEqualTo("400 CRM_CHAT_EMPTY_USER");
        assertThat(call(27, "imopenlines.crm.chat.user.delete", "USER_ID", 31).outcome())
                .isEqualTo("400 CRM_CHAT_EMPTY_CRM_DATA");
        assertThat(crm(31, "chat.user.delete", "contact", 7, "USER_ID", 31).outcome())
                .isEqualTo("403 ACCESS_DENIED");
        assertThat(crm(31, "chat.user.delete", "deal", 12, "USER_ID", 27).outcome())
                .isEqualTo("403 CHAT_DELETE_USER_PERMISSION_DENIED");
        assertThat(crm(27, "chat.user.delete", "deal", 12, "USER_ID", 31, "CHAT_ID", accepted(22, 27))
                        .outcome())
                .isEqualTo("400 CHAT_NOT_IN_CRM");
        assertThat(crm(27, "chat.user.delete", "deal", 12, "USER_ID", 40).outcome())
                .isEqualTo("400 CRM_CHAT_USER_NOT_ACTIVE");
        assertThat(crm(27, "chat.user.delete", "deal", 12, "USER_ID", 31).outcome())
                .isEqualTo("200 " + chat);
        assertThat(dialog(chat).members()).doesNotContain(31L);
        assertThat(crm(27, "chat.user.delete", "deal", 12, "USER_ID", 31).outcome())
                .isEqualTo("400 WRONG_REQUEST");
    }

    @Test
    @Row("7.3/crm-message-add")
    void anEmployeeWritesToTheClientThroughTheEntity() {
        Answer answer = message(27, "deal", 12, 27, chat, "Your roof is ready");

        assertThat(answer.status()).isEqualTo(200);
        MessageView last = dialog(chat).messages().get(dialog(chat).messages().size() - 1);
        assertThat(last.id()).isEqualTo(answer.result().asLong());
        assertThat(last.authorId()).isEqualTo(27);
        assertThat(dialog(chat).status()).isEqualTo(40);
    }

    @Test
    @Row("7.3/crm-message-add")
    void aMessageToAClosedDialogOpensASessionOfItsSender() {
        operator(27, "spam", chat);

        assertThat(message(27, "deal", 12, 31, chat, "Your roof is ready").status())
                .isEqualTo(200);

        assertThat(dialog(chat).closed()).isFalse();
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
    }

    @Test
    @Row("7.3/crm-message-add")
    void aMessageNeedsAllItsParameters() {
        assertThat(message(27, "deal", 12, 0, chat, "Hi").outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(message(27, "deal", 12, 27, 0, "Hi").outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(message(27, "deal", 12, 27, chat, "").outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(message(27, "deal", 99, 27, chat, "Hi").outcome()).isEqualTo("403 ACCESS_DENIED");
        assertThat(message(27, "deal", 12, 27, accepted(22, 27), "Hi").outcome())
                .isEqualTo("400 CHAT_NOT_IN_CRM");
        assertThat(message(27, "deal", 12, 31, chat, "Hi").outcome()).isEqualTo("400 MESSAGE_ADD_ERROR");
        assertThat(message(27, "deal", 12, 40, chat, "Hi").outcome()).isEqualTo("400 MESSAGE_ADD_ERROR");
    }

    @Test
    @Row("7.3/crm-lead-create")
    void theOperatorMakesALeadOfTheClient() {
        long plain = accepted(22, 27);

        assertThat(lead(31, plain)).isEqualTo("400 ERROR_USER_NOT_OPERATOR");
        assertThat(lead(27, plain)).isEqualTo("200 true");
        assertThat(entityData(plain, 1)).isEqualTo("LEAD");
        assertThat(lead(27, plain)).isEqualTo("200 true");
        assertThat(entityData(plain, 2)).isEqualTo("1");
        assertThat(lead(27, closed())).isEqualTo("400 NOT_LOAD_SESSION_OR_CHAT");
        portal.breakChat(plain);
        assertThat(lead(27, plain)).isEqualTo("400 IMOL_CHAT_ERROR_NOT_LOAD_DATA");
        assertThat(lead(31, portal.client("Eva").on(23).writes("Hello"))).isEqualTo("400 ACCESS_DENIED");
        assertThat(lead(27, 0)).isEqualTo("400 CHAT_ID");
    }

    @Test
    void keysAreInUpperCaseOnly() {
        assertThat(call(27, "imopenlines.crm.chat.get", "crm_entity_type", "deal", "crm_entity", 12)
                        .outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
    }

    private String lead(long user, long id) {
        return call(user, "imopenlines.crm.lead.create", "CHAT_ID", id).outcome();
    }

    private Answer message(long user, String type, long entity, long sender, long target, String text) {
        return crm(user, "message.add", type, entity, "USER_ID", sender, "CHAT_ID", target, "MESSAGE", text);
    }

    private Answer crm(long user, String method, String type, long entity, Object... more) {
        List<Object> parameters = new ArrayList<>(List.of("CRM_ENTITY_TYPE", type, "CRM_ENTITY", entity));
        parameters.addAll(Arrays.asList(more));
        return call(user, "imopenlines.crm." + method, parameters.toArray());
    }
}
