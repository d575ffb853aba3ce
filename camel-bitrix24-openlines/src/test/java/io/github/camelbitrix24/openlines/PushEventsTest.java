// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static io.github.camelbitrix24.openlines.PushDesk.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.EventForms;
import io.github.camelbitrix24.openlines.events.VerifiedPortal;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code b24openlines:events?source=push}: what a portal posts reaches the route, whatever it looks like. */
class PushEventsTest extends AtAPushDesk {
    @ParameterizedTest
    @MethodSource("io.github.camelbitrix24.openlines.events.EventForms#names")
    void aPostedEventReachesTheRoute(String name) throws Exception {
        desk.route(EVENTS);

        assertThat(desk.post(EventForms.body(name))).isEqualTo(200);

        Exchange exchange = desk.nextExchange();
        String type = name.replaceFirst("-.*", "").toUpperCase();
        assertThat(exchange.getMessage().getBody(ChatEvent.class).type()).isEqualTo(type);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(B24OpenLinesConstants.EVENT, type)
                .containsEntry(B24OpenLinesConstants.MEMBER_ID, EventForms.MEMBER)
                .allSatisfy((header, value) -> {
                    assertThat(header).startsWith("CamelB24OpenLines");
                    assertThat(String.valueOf(value)).doesNotContain(EventForms.TOKEN);
                });
        assertThat(VerifiedPortal.memberId(exchange)).contains(EventForms.MEMBER);
    }

    @Test
    void otherRequestsAreAnsweredByTheRule() throws Exception {
        desk.route(EVENTS + "&maxPayloadSize=5000&eventTypes=ONSESSIONSTART&lineId=128");

        HttpResponse<String> got = desk.send(desk.request(PATH).GET().build());
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("Allow")).contains("POST");
        assertThat(desk.send(desk.request(PATH)
                                .setHeader("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(415);
        assertThat(desk.post("")).isEqualTo(400);
        assertThat(desk.post(EventForms.with(GOOD, "event", null))).isEqualTo(400);
        assertThat(desk.post(GOOD + "&event=ONSESSIONSTART")).isEqualTo(400);
        assertThat(desk.post(EventForms.with(GOOD, "event", null) + "&event[]=ONSESSIONSTART"))
                .isEqualTo(400);
        assertThat(desk.post(GOOD + "&auth[application_token]=" + EventForms.TOKEN))
                .isEqualTo(400);
        assertThat(desk.post(
                        EventForms.with(GOOD, TOKEN_FIELD, null) + "&auth[application_token][]=" + EventForms.TOKEN))
                .isEqualTo(400);
        assertThat(desk.post(GOOD + "&x=%")).isEqualTo(400);
        assertThat(desk.post(GOOD + "&x=" + "y".repeat(5_000))).isEqualTo(413);
        assertThat(desk.post(EventForms.body("onsessionfinish")))
                .as("another type")
                .isEqualTo(200);
        assertThat(desk.post(GOOD.replace("128", "129"))).as("another line").isEqualTo(200);
        assertThat(desk.received).isEmpty();

        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(1);
    }

    @Test
    void aConnectorMayBeChosen() throws Exception {
        desk.route(EVENTS + "&connectorId=livechat");

        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.post(GOOD.replace("myconnector", "livechat"))).isEqualTo(200);

        assertThat(desk.next().connectorId()).isEqualTo("livechat");
        assertThat(desk.received).isEmpty();
    }

    @Test
    void nothingOfTheRequestReachesTheRoute() throws Exception {
        desk.route(EVENTS);

        int status = desk.send(desk.request(PATH + "?CamelB24OpenLinesQueueId=22&CLIENT_ID=x")
                        .header("X-Evil", "1")
                        .header("CamelB24OpenLinesUserId", "31")
                        .header("CamelHttpUri", "http://evil.example")
                        .header("Cookie", "a=b")
                        .POST(HttpRequest.BodyPublishers.ofString(EventForms.body("onsessionstart")
                                + "&CamelB24OpenLinesTransferId=31&CamelFileName=/etc/x"
                                + "&data[CamelB24OpenLinesMethod]=user.delete&data[DATA][CamelExecCommandArgs]=x"))
                        .build())
                .statusCode();

        assertThat(status).isEqualTo(200);
        Exchange exchange = desk.nextExchange();
        assertThat(exchange.getMessage().getHeaders().keySet())
                .containsExactlyInAnyOrder(
                        B24OpenLinesConstants.EVENT,
                        B24OpenLinesConstants.EVENT_ID,
                        B24OpenLinesConstants.CHAT_ID,
                        B24OpenLinesConstants.LINE_ID,
                        B24OpenLinesConstants.CONNECTOR_ID,
                        B24OpenLinesConstants.MEMBER_ID,
                        B24OpenLinesConstants.EVENT_TIME);
        assertThat(exchange.getAllProperties().keySet()).noneMatch(name -> name.contains("Http"));
    }

    @Test
    void longTextsAndManyFieldsAreNoTrouble() throws Exception {
        desk.route(EVENTS);
        String text = "ü".repeat(20_000);
        StringBuilder body = new StringBuilder(PushDesk.message("channel-123", text));
        IntStream.range(0, 1_000)
                .forEach(i -> body.append("&data[DATA][extra][f")
                        .append(i)
                        .append("]=")
                        .append(i));

        assertThat(desk.post(body.toString())).isEqualTo(200);

        assertThat(desk.next().text()).isEqualTo(text);
    }

    @Test
    void aBodyAnnouncedBeforehandIsAskedFor() throws Exception {
        desk.route(EVENTS);

        assertThat(desk.send(desk.request(PATH)
                                .expectContinue(true)
                                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoConsumersOnOnePathAreRefused() throws Exception {
        desk.route(EVENTS);

        assertThat(refusal(() -> desk.route(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(EVENTS + "&path=b24openlines/events/").to("mock:other");
                    }
                })))
                .hasMessageContaining("path b24openlines/events/ has a consumer");

        desk.context.getRouteController().stopRoute("events");
        desk.context.removeRoute("events");
        desk.route(EVENTS + "&path=b24openlines/events/");
        assertThat(desk.send(desk.request(PATH + "/")
                                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void webhookHostsItToo() throws Exception {
        desk.route(
                "webhook:b24openlines:events?source=push&webhookPath=/hook&webhookAutoRegister=false&webhookComponentName=platform-http");

        assertThat(desk.send(desk.request("/hook")
                                .POST(HttpRequest.BodyPublishers.ofString(EventForms.with(GOOD, TOKEN_FIELD, "forged")))
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.send(desk.request("/hook")
                                .header("X-Evil", "1")
                                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        Exchange exchange = desk.nextExchange();
        assertThat(exchange.getMessage().getBody(ChatEvent.class).chatId()).isEqualTo(10585);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("X-Evil");
        assertThat(desk.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OnImOpenLinesMessageAdd", "ONOPENLINESMESSAGEADD", "onOpenLineMessage"})
    void inventedEventsAreRefusedWithTheRealOne(String name) {
        assertThat(refusal(() -> desk.route(EVENTS + "&eventTypes=ONSESSIONSTART," + name)))
                .hasMessageContainingAll(name.toUpperCase(), "did you mean ONOPENLINEMESSAGEADD?");
    }

    @Test
    void anApplicationBindsItselfAndIsPostedTo() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard()
                .app("local.desk", "app-secret", "imopenlines", "imconnector")
                .start()) {
            TokenPair tokens = portal.authorize("local.desk", 1);
            B24OpenLinesConfiguration options = desk.component().getConfiguration();
            options.setPortalUrl(portal.url());
            options.setClientId("local.desk");
            options.setClientSecret("app-secret");
            options.setAccessToken(tokens.accessToken());
            options.setRefreshToken(tokens.refreshToken());
            options.setOauthServerUrl(portal.url());
            options.setWebhookVerifyToken(null);
            options.setApplicationTokens(member -> member.equals(portal.memberId()) ? List.of("unknown") : List.of());
            String uri = EVENTS
                    + "&autoBind=true&eventTypes=ONOPENLINEMESSAGEADD,ONSESSIONSTART&handlerUrl=http://127.0.0.1:"
                    + desk.port() + PATH;
            assertThat(refusal(() -> desk.route(EVENTS + "&autoBind=true&handlerUrl=http://127.0.0.1:1/x")))
                    .hasMessageContaining("eventTypes");
            assertThat(refusal(() -> desk.route(EVENTS + "&autoBind=true&eventTypes=ONSESSIONSTART")))
                    .hasMessageContaining("handlerUrl");

            desk.route(uri);
            portal.client("Maria").on(15).writes("Hello");
            await().atMost(SOON)
                    .until(() -> portal.sentEvents().stream()
                                    .filter(e -> e.httpStatus() == 403)
                                    .count()
                            >= 2);
            assertThat(desk.received).as("the token is not known yet").isEmpty();

            String token = portal.sentEvents().get(0).body().replaceAll(".*application_token%5D=([0-9a-f]+).*", "$1");
            options.setApplicationTokens(member -> List.of(token));
            desk.context.getRouteController().stopRoute("events");
            desk.context.removeRoute("events");
            desk.route(uri + "&limit=99");
            portal.client("Tom").on(15).writes("Good day");

            await().atMost(SOON).until(() -> desk.texts().contains("Good day"));
            portal.verify()
                    .executed("event.bind")
                    .with("event", "ONSESSIONSTART")
                    .times(1);
        }
    }
}
