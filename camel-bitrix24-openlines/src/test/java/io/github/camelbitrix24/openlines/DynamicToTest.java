// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code toD}: what changes with each message becomes a header, so that one endpoint serves all. */
class DynamicToTest {
    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        desk.portal.faults().always("*", Fault.result(true));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void aThousandChatsMakeOneEndpoint() throws Exception {
        route("b24openlines:transfer?chatId=${header.chat}&queueId=${header.line}&failOnFalse=false");

        IntStream.rangeClosed(1, 1_000).forEach(chat -> send(Map.of("chat", chat, "line", 22)));

        assertThat(desk.context.getEndpoints().stream()
                        .filter(B24OpenLinesEndpoint.class::isInstance)
                        .map(endpoint -> ((B24OpenLinesEndpoint) endpoint)
                                .getConfiguration()
                                .isFailOnFalse()))
                .containsExactly(false);
        assertThat(desk.portal.requests().stream().map(RequestSeen::parameters))
                .hasSize(1_000)
                .doesNotHaveDuplicates()
                .allSatisfy(parameters -> assertThat(parameters).containsEntry("QUEUE_ID", 22));
    }

    @Test
    void theUriOfToDWinsOverHeadersAndLeavesThemAsTheyWere() throws Exception {
        route("b24openlines:transfer?chatId=${header.chat}&queueId=22");

        Exchange exchange =
                send(Map.of("chat", 7, B24OpenLinesConstants.CHAT_ID, 8, B24OpenLinesConstants.USER_ID, 31));

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests().get(0).parameters()).isEqualTo(Map.of("CHAT_ID", 7, "QUEUE_ID", 22));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(B24OpenLinesConstants.CHAT_ID, 8)
                .containsEntry(B24OpenLinesConstants.USER_ID, 31)
                .doesNotContainKey(B24OpenLinesConstants.QUEUE_ID);
    }

    @Test
    void headersComeBackAfterAFailureToo() throws Exception {
        route("b24openlines:transfer?chatId=${header.chat}&queueId=abc");

        Exchange exchange = send(Map.of("chat", 7, B24OpenLinesConstants.CHAT_ID, 8));

        assertThat(exchange.getException()).isInstanceOf(B24InvalidRequestException.class);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(B24OpenLinesConstants.CHAT_ID, 8)
                .doesNotContainKey(B24OpenLinesConstants.QUEUE_ID);
    }

    @Test
    void anyIdMakesOneEndpoint() throws Exception {
        route("b24openlines:spam?crmEntityType=${header.kind}&crmEntity=${header.entity}");

        Exchange exchange = send(Map.of("kind", "deal", "entity", 5, B24OpenLinesConstants.SESSION_ID, 8));

        assertThat(endpoints()).hasSize(1);
        assertThat(desk.portal.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .extractingByKey("cmd")
                        .asString()
                        .contains("crm.chat.getLastId?")
                        .contains("CRM_ENTITY=5")
                        .contains("operator.spam?"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(B24OpenLinesConstants.SESSION_ID, 8)
                .doesNotContainKey(B24OpenLinesConstants.CRM_ENTITY);
    }

    @Test
    void theChatOfToDWinsOverAnEntityInHeaders() throws Exception {
        route("b24openlines:spam?chatId=${header.chat}");

        send(Map.of("chat", 7, B24OpenLinesConstants.CRM_ENTITY_TYPE, "deal", B24OpenLinesConstants.CRM_ENTITY, 5));

        assertThat(desk.portal.requests().get(0).parameters()).isEqualTo(Map.of("CHAT_ID", 7));
    }

    @Test
    void anEntityInHeadersStaysBesideTheChatWhereBothAreTaken() throws Exception {
        desk.portal.faults().always("*", Fault.result(5));
        route("b24openlines:crmMessageAdd?chatId=${header.chat}&message=Hi&userId=27");

        send(Map.of("chat", 7, B24OpenLinesConstants.CRM_ENTITY_TYPE, "deal", B24OpenLinesConstants.CRM_ENTITY, 5));

        assertThat(desk.portal.requests().get(0).parameters())
                .isEqualTo(Map.of(
                        "CHAT_ID", 7, "MESSAGE", "Hi", "USER_ID", 27, "CRM_ENTITY_TYPE", "deal", "CRM_ENTITY", 5));
    }

    @Test
    void linesMakeOneEndpoint() throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:line")
                        .errorHandler(noErrorHandler())
                        .toD("b24openlines:configDelete?configId=${header.line}");
            }
        });

        desk.template.sendBodyAndHeader("direct:line", null, "line", 22);
        desk.template.sendBodyAndHeader("direct:line", null, "line", 23);

        assertThat(endpoints()).hasSize(1);
        assertThat(desk.portal.requests().stream().map(RequestSeen::parameters))
                .containsExactly(Map.of("CONFIG_ID", 22), Map.of("CONFIG_ID", 23));
    }

    @Test
    void twoTargetsInOneUriAreRefused() throws Exception {
        route("b24openlines:transfer?chatId=${header.chat}&queueId=22&userId=31");

        assertThat(send(Map.of("chat", 7)).getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("more than one target");
        assertThat(desk.portal.requests()).isEmpty();
    }

    @Test
    void aTextWithSignsOfUrisArrivesWhole() throws Exception {
        desk.portal.faults().always("*", Fault.result(Map.of("id", 5)));
        desk.bind("supportBot", desk.bot("support"));
        route("b24openlines:botMessageSend?chatId=${header.chat}&message=RAW(${header.words})&bot=#supportBot");

        Exchange exchange = send(Map.of("chat", 7, "words", "1+1 = 2 & 50% off?"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(5L);
        assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                .isEqualTo(Map.of("message", "1+1 = 2 & 50% off?"));
    }

    private void route(String uri) throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").errorHandler(noErrorHandler()).toD(uri);
            }
        });
    }

    private List<B24OpenLinesEndpoint> endpoints() {
        return desk.context.getEndpoints().stream()
                .filter(B24OpenLinesEndpoint.class::isInstance)
                .map(B24OpenLinesEndpoint.class::cast)
                .toList();
    }

    private Exchange send(Map<String, Object> headers) {
        return desk.send("direct:in", null, new HashMap<>(headers));
    }
}
