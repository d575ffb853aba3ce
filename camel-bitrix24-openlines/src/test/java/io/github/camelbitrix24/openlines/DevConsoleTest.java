// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What the dev console shows of portals, callers and consumers. */
class DevConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SPAM = "imopenlines.operator.spam";

    private static DevConsole console(CamelContext context) {
        DevConsoleRegistry registry = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        return registry.resolveById("b24openlines");
    }

    private static String text(CamelContext context, Map<String, Object> options) {
        return (String) console(context).call(DevConsole.MediaType.TEXT, options);
    }

    /** As one reads it who asks over HTTP. */
    private static JsonObject json(CamelContext context, Map<String, Object> options) throws Exception {
        JsonObject shown = (JsonObject) console(context).call(DevConsole.MediaType.JSON, options);
        return (JsonObject) Jsoner.deserialize(shown.toJson());
    }

    private static JsonObject portal(JsonObject shown) {
        return (JsonObject) ((JsonArray) shown.get("portals")).get(0);
    }

    private static JsonObject caller(JsonObject portal) {
        return (JsonObject) ((JsonArray) portal.get("callers")).get(0);
    }

    @Test
    void showsTheBudgetTheQueueAndTheBatches() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 1)) {
            assertThat(json(desk.context, Map.of())).containsEntry("portals", new JsonArray());
            desk.portal.faults().next(SPAM, Fault.slow(Duration.ofSeconds(5)));
            List<Long> chats = IntStream.range(0, 12)
                    .mapToObj(n -> desk.portal.client("Client " + n).on(22).writes("Hello"))
                    .toList();
            AsyncProducer producer = desk.context
                    .getEndpoint("b24openlines:spam?rateLimit=standard&maxInFlight=1")
                    .createAsyncProducer();
            producer.start();
            AtomicInteger done = new AtomicInteger();
            for (long chat : chats) {
                Exchange exchange = new DefaultExchange(desk.context);
                exchange.getMessage().setBody(chat);
                producer.process(exchange, sync -> done.incrementAndGet());
            }
            assertThat(text(desk.context, Map.of())).contains("Waiting: 11, in flight: 1");

            await().atMost(SOON).until(() -> done.get() == 12);

            JsonObject shown = json(desk.context, Map.of());
            assertThat(shown).containsEntry("total", new BigDecimal(1));
            JsonObject portal = portal(shown);
            assertThat(portal.getString("portal")).isEqualTo(desk.portal.url());
            assertThat(portal.getBoolean("configured")).isTrue();
            assertThat(portal.getLong("budget")).isBetween(44L, 48L);
            assertThat(portal.getInteger("waiting")).isZero();
            assertThat(portal.getInteger("inFlight")).isZero();
            assertThat(portal.getLong("requests")).isEqualTo(2);
            assertThat(portal.getLong("batches")).isEqualTo(1);
            assertThat(portal.getDouble("meanBatchSize")).isEqualTo(11.0);
            assertThat(portal.getLong("refusals")).isZero();
            JsonObject caller = caller(portal);
            assertThat(caller.getString("kind")).isEqualTo("webhook");
            assertThat(caller.getString("name")).isEqualTo("webhook of user 1");
            assertThat(caller).containsKey("lastAnswer").doesNotContainKeys("trouble", "tokenExpiresIn");
            assertThat(text(desk.context, Map.of()))
                    .contains("Portals: 1")
                    .contains("batches: 1 of 11.0 calls")
                    .contains("Caller: webhook of user 1 (webhook)");
        }
    }

    @Test
    void showsRefusalsBlockedMethodsAndTroubles() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 1)) {
            long chat = desk.portal.client("Anna").on(22).writes("Hello");
            desk.portal.faults().next(SPAM, Fault.status(429, "OPERATION_TIME_LIMIT"));
            desk.send("b24openlines:spam?maxWait=100", chat);
            desk.portal.faults().next("imopenlines.operator.skip", Fault.status(503, "QUERY_LIMIT_EXCEEDED"));
            desk.send("b24openlines:skip?maxWait=100", chat);
            await().atMost(SOON)
                    .until(() -> !portal(json(desk.context, Map.of())).containsKey("pausedUntil"));
            desk.portal.administration().dismiss(1);
            desk.send("b24openlines:answer", chat);

            JsonObject portal = portal(json(desk.context, Map.of("troubled", "true")));

            assertThat(portal.getLong("refusals")).isEqualTo(1);
            JsonObject shut = (JsonObject) ((JsonArray) caller(portal).get("shutMethods")).get(0);
            assertThat(shut.getString("method")).isEqualTo(SPAM);
            assertThat(shut.getBoolean("blocked")).isTrue();
            assertThat(shut).containsKey("until");
            JsonObject trouble = (JsonObject) caller(portal).get("trouble");
            assertThat(trouble.getString("kind")).isEqualTo("credentials");
            assertThat(trouble.getString("code")).isEqualTo("authorization_error");
            assertThat(text(desk.context, Map.of()))
                    .contains("refused as too many (503): 1")
                    .contains("Blocked: " + SPAM + " until ")
                    .contains("Trouble: credentials authorization_error (HTTP 401) since ");
        }
    }

    @Test
    void showsHowLongATokenLives() throws Exception {
        try (OAuthDesk desk = OAuthDesk.open()) {
            DefaultCamelContext context = desk.context(new MemoryTokenStore());
            assertThat(desk.answerOne(context).getException()).isNull();
            desk.expire();
            assertThat(desk.answerOne(context).getException()).isNull();

            JsonObject caller = caller(portal(json(context, Map.of())));

            assertThat(caller.getString("kind")).isEqualTo("oauth");
            assertThat(caller.getString("name")).isEqualTo("configured tokens");
            assertThat(caller).containsKey("tokenExpiresIn");
            assertThat(text(context, Map.of()))
                    .contains("configured tokens (oauth)")
                    .contains("token expire");
        }
    }

    @Test
    void aThousandPortalsAreLimitedAndFiltered() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration()
                    .setAuthToken("1/secretcode");
            context.start();
            for (int portal = 0; portal < 1_000; portal++) {
                context.getEndpoint("b24openlines:answer?portalUrl=https://p" + portal + ".bitrix24.com")
                        .createProducer()
                        .start();
            }

            assertThat(shown(context, Map.of())).isEqualTo(List.of("1000", "1000", "100"));
            assertThat(shown(context, Map.of("limit", "7"))).isEqualTo(List.of("1000", "1000", "7"));
            assertThat(shown(context, Map.of("limit", "0"))).isEqualTo(List.of("1000", "1000", "1000"));
            assertThat(shown(context, Map.of("filter", "p99*"))).isEqualTo(List.of("1000", "11", "11"));
            assertThat(shown(context, Map.of("filter", "p5.bitrix24.com"))).isEqualTo(List.of("1000", "1", "1"));
            assertThat(shown(context, Map.of("troubled", "true"))).isEqualTo(List.of("1000", "0", "0"));
            assertThat(text(context, Map.of("filter", "p99*", "limit", "2")))
                    .startsWith("    Portals: 1000 (matching: 11) (shown: 2)\n")
                    .contains("https://p99.bitrix24.com")
                    .doesNotContain("secretcode");
        }
    }

    private static List<String> shown(CamelContext context, Map<String, Object> options) throws Exception {
        JsonObject json = json(context, options);
        assertThat((JsonArray) json.get("portals"))
                .hasSize(Integer.parseInt(json.get("shown").toString()));
        return List.of(
                json.get("total").toString(),
                json.get("matching").toString(),
                json.get("shown").toString());
    }

    @Test
    void showsConsumers() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard().bot("helper", "Helper"), 1)) {
            desk.bind("helper", desk.bot("helper"));
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?bot=#bean:helper&delay=20&initialDelay=0")
                            .routeId("chats")
                            .to("log:chats");
                }
            });
            desk.portal.faults().always("imbot.v2.Event.get", Fault.status(401, "INVALID_CREDENTIALS"));

            await().atMost(SOON)
                    .until(() -> text(desk.context, Map.of()).contains("chats: source bot, pending 0, failing since "));
            JsonObject consumer =
                    (JsonObject) ((JsonArray) json(desk.context, Map.of()).get("consumers")).get(0);
            assertThat(consumer.getString("routeId")).isEqualTo("chats");
            assertThat(consumer.getString("source")).isEqualTo("bot");
            assertThat(consumer).containsKey("failingSince");
        }
    }
}
