// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters out of the body, and answers in the types that the portal makes of them. */
class BodyParametersTest extends WithCatalogueDesk {
    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                Arguments.of("networkJoin", Map.of(), List.of("no CODE", "body")),
                Arguments.of("networkJoin", null, List.of("no CODE")),
                Arguments.of("networkJoin", Map.of("CODE", "x", "CDOE", "y"), List.of("CDOE", "did you mean CODE?")),
                Arguments.of("configGet", Map.of("WITH_QUEUE", "N"), List.of("no configId", "ConfigId", "CONFIG_ID")),
                Arguments.of("configGet?configId=22", Map.of("WITHQUEU", true), List.of("did you mean WITH_QUEUE?")),
                Arguments.of(
                        "crmChatGet?crmEntityType=invoice&crmEntity=1", null, List.of("crmEntityType", "lead, deal")),
                Arguments.of(
                        "crmChatGet",
                        Map.of("CRM_ENTITY_TYPE", "deal", "CRM_ENTITY", "x"),
                        List.of("body's CRM_ENTITY")),
                Arguments.of("messageQuickSave?chatId=1", null, List.of("no MESSAGE_ID")),
                Arguments.of("v2StatGet", Map.of("dateFrom", "2026-01-01"), List.of("no dateTo")),
                Arguments.of("botRegister", null, List.of("no fields")),
                Arguments.of("botUnregister", null, List.of("no bot", "botToken")),
                Arguments.of("sessionHeadVote", Map.of("RATING", 5), List.of("no sessionId")));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("refusedBodies")
    void aBodyThatLacksSomethingIsRefusedAndNothingIsSent(String operation, Object body, List<String> words) {
        desk.assertRefusedUnsent("b24openlines:" + operation, body, words);
    }

    @Test
    void aMissingLineIsRefused() {
        Exchange exchange = desk.desk.send("b24openlines:configGet?configId=999", null);

        assertThat(exchange.getException())
                .isInstanceOf(B24RefusedException.class)
                .hasMessageContaining("configGet")
                .hasMessageContaining("none with this id");
        assertThat(desk.desk
                        .send("b24openlines:configDelete?configId=999&failOnFalse=false&" + desk.asAdmin(), null)
                        .getMessage()
                        .getBody())
                .isEqualTo(false);
    }

    @Test
    void emptyMapsThatCameAsListsAndStringsForNumbersAreRead() {
        desk.portal.faults().next("imopenlines.session.history.get", Fault.result(List.of()));
        desk.portal.faults().next("imopenlines.network.join", Fault.result("585"));
        desk.portal.faults().next("imopenlines.session.open", Fault.result(Map.of("chatId", 1763)));

        assertThat(desk.desk
                        .send("b24openlines:sessionHistoryGet?sessionId=1", null)
                        .getMessage()
                        .getBody())
                .isEqualTo(Map.of());
        assertThat(desk.desk
                        .send("b24openlines:networkJoin", Map.of("CODE", "x"))
                        .getMessage()
                        .getBody())
                .isEqualTo(585L);
        assertThat(desk.desk
                        .send("b24openlines:sessionOpen?userCode=RAW(a|1|b|2)", null)
                        .getMessage()
                        .getBody())
                .isEqualTo(1763L);
    }

    @Test
    void anAnswerOfAnotherTypeIsAnUnknownOutcome() {
        desk.portal.faults().next("user.get", Fault.result(5));
        desk.portal.faults().next("imopenlines.crm.lead.create", Fault.result(Map.of()));

        assertThat(desk.desk.send("b24openlines:userGet", null).getException())
                .isInstanceOf(B24OutcomeUnknownException.class)
                .hasMessageContaining("a list");
        assertThat(desk.desk.send("b24openlines:crmLeadCreate", 7).getException())
                .isInstanceOf(B24OutcomeUnknownException.class)
                .hasMessageContaining("true or false");
    }
}
