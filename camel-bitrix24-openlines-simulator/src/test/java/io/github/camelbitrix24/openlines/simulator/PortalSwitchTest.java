// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each {@link PortalSwitch} of the methods: the other side of what the sources disagree about. */
class PortalSwitchTest extends PortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.switchOn(
                PortalSwitch.CHAT_ID_AS_NUMBER,
                PortalSwitch.NAMED_PIN_REFUSAL,
                PortalSwitch.NAMED_ANSWER_REFUSAL,
                PortalSwitch.MESSAGE_ADD_CANCELED,
                PortalSwitch.BOT_TARGET_AS_DOCUMENTED,
                PortalSwitch.STRICT_CONFIG_LIST,
                PortalSwitch.TARIFF_RESTRICTION,
                PortalSwitch.APP_INFO_DENIED,
                PortalSwitch.NO_OFFLINE_RESERVATION);
    }

    @Test
    void sessionOpenAnswersANumber() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        assertThat(call(
                                27,
                                "imopenlines.session.open",
                                "USER_CODE",
                                dialog(chat).userCode())
                        .result()
                        .toString())
                .isEqualTo("{\"chatId\":" + chat + "}");
    }

    @Test
    @Row({"6.3/error-with-description", "7.2/session-mode-pin"})
    void refusalsHaveNames() {
        long chat = accepted(22, 27);

        assertThat(call(31, "imopenlines.session.mode.pin", "CHAT_ID", chat).outcome())
                .isEqualTo("400 ERROR_USER_NOT_OPERATOR");
        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE");
        assertThat(operator(31, "answer", closed()).outcome()).isEqualTo("400 IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION");
        portal.locks().holdAnswer(chat);
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST");
    }

    @Test
    @Row("7.3/crm-message-add")
    void aMessageThatCannotBePostedIsCanceled() {
        long chat = accepted(22, 27);
        portal.crm().add("deal", 12, "Roof").link("deal", 12, chat);

        assertThat(call(
                                27,
                                "imopenlines.crm.message.add",
                                "CRM_ENTITY_TYPE",
                                "deal",
                                "CRM_ENTITY",
                                12,
                                "USER_ID",
                                40,
                                "CHAT_ID",
                                chat,
                                "MESSAGE",
                                "Hi")
                        .outcome())
                .isEqualTo("400 CANCELED");
    }

    @Test
    @Row("7.4/bot-session-transfer")
    void aBotsTargetIsTheUserFirstThenTheLine() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(call(
                                1,
                                "imopenlines.bot.session.transfer",
                                "CLIENT_ID",
                                portal.bot("support").token(),
                                "CHAT_ID",
                                chat,
                                "TRANSFER_ID",
                                31,
                                "QUEUE_ID",
                                23)
                        .outcome())
                .isEqualTo("200 true");
        assertThat(dialog(chat).lineId()).isEqualTo(23);
    }

    @Test
    @Row("7.5/config-list-get")
    void theListOfLinesHasALimit() {
        assertThat(call(27, "imopenlines.config.list.get", "PARAMS", map("limit", 201))
                        .outcome())
                .isEqualTo("400 INVALID_FORMAT");
        assertThat(call(27, "imopenlines.config.list.get").result()).hasSize(6);
    }

    @Test
    @Row("7.7/imopenlines-v2-session-list")
    void thePlanHasNoReports() {
        for (String method :
                List.of("Operator.list", "Session.list", "Session.Transfer.list", "Session.Stat.get", "Stat.get")) {
            assertThat(call(1, "imopenlines.v2." + method).outcome()).isEqualTo("400 TARIFF_RESTRICTION");
        }
    }

    @Test
    @Row({"7.9/app-info-webhook"})
    void webhooksAreNoApplicationsAndTheQueueCannotBeReserved() {
        assertThat(call(1, "app.info").outcome()).isEqualTo("400 ACCESS_DENIED");
        assertThat(call(1, "feature.get", "CODE", "rest_offline_extended")
                        .result()
                        .toString())
                .isEqualTo("{\"value\":\"N\"}");
    }
}
