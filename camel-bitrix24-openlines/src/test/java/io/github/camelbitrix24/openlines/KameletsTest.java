// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.simulator.ClientActor;
import io.github.camelbitrix24.openlines.simulator.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a client's message through a source to each action and sink, with nothing mapped between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KameletsTest {
    private final Map<Object, Exchange> after = new ConcurrentHashMap<>();
    private KameletDesk desk;

    @BeforeAll
    void open() throws Exception {
        Processor received =
                exchange -> after.put(exchange.getMessage().getHeader(B24OpenLinesConstants.CHAT_ID), exchange.copy());
        desk = desk().portalOnTheComponent(KameletWay.CALLER);
        desk.portal.crm().add("deal", KameletWay.DEAL, "Deal");
        desk.set("bot.id", Long.toString(desk.portal.bot("helper").id()))
                .set("bot.token", desk.portal.bot("helper").token())
                .set("camel.component.kamelet.no-error-handler", "true")
                .set("admin.webhook", desk.portal.webhook(1).authToken())
                .bind("received", received)
                .start(routes());
    }

    @AfterAll
    void close() {
        desk.close();
    }

    KameletDesk desk() {
        return new KameletDesk();
    }

    private static String routes() {
        return """
                - onException:
                    exception: [java.lang.Exception]
                    handled: { constant: "true" }
                    steps:
                      - process: { ref: received }
                - from:
                    uri: kamelet:b24openlines-bot-events-source
                    parameters:
                      authToken: "{{admin.webhook}}"
                      botId: "{{bot.id}}"
                      token: "{{bot.token}}"
                      eventTypes: ONIMBOTV2MESSAGEADD
                      delay: 50
                    steps:
                      - choice:
                          when:
                %s
                """.formatted(KameletWay.all().stream().map(KameletWay::branch).collect(Collectors.joining()));
    }

    static List<KameletWay> ways() {
        return KameletWay.all();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anEventBecomesAnAction(KameletWay way) {
        ClientActor client = desk.portal.client("Maria of " + way);
        long chat = client.on(KameletDesk.BOT_LINE).writes("Hello");
        desk.portal.crm().link("deal", KameletWay.DEAL, chat);

        client.on(KameletDesk.BOT_LINE).writes(way.kamelet());

        KameletDesk.until(() -> after.containsKey(chat));
        Exchange exchange = after.get(chat);
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT)).isNull();
        assertThat(desk.portal.executions(way.restMethod()))
                .anySatisfy(call -> assertThat(call.parameters().toString()).contains(Long.toString(chat)));
        way.check().accept(desk.portal.dialog(chat), exchange);
    }

    @Test
    void aRefusalReachesTheErrorHandlingOfTheRoute() {
        desk.portal.faults().next("imopenlines.operator.spam", Fault.status(400, "ACCESS_DENIED"));

        long chat = desk.portal.client("Refused").on(KameletDesk.BOT_LINE).writes("spam-action");

        KameletDesk.until(() -> after.containsKey(chat));
        assertThat(after.get(chat).getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(B24RefusedException.class);
    }

    @Test
    void everyKameletIsTried() throws Exception {
        assertThat(KameletDesk.names())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                KameletWay.all().stream().map(KameletWay::kamelet),
                                Stream.of("bot-events-source", "push-events-source", "offline-events-source"))
                        .map("b24openlines-"::concat)
                        .toList());
    }
}
