// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;

/** The webhook's code and the bot's token show nowhere, whatever goes well or wrong. */
class SecretsTest {
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final String SEND = "imbot.v2.Chat.Message.send";

    @Test
    void noSecretShows() throws Exception {
        List<String> shown = new ArrayList<>();
        try (LogCapture log = LogCapture.open();
                SpanRecorder recorder = new SpanRecorder();
                PortalSimulator portal = PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27).welcomeBot("helper"))
                        .start()) {
            String code = portal.webhook(1).code();
            String token = portal.bot("helper").token();
            Main main = main(portal);
            Scrape scrape = Scrape.of(main);
            recorder.on(main);
            main.start();
            try {
                CamelContext context = main.getCamelContext();
                act(context, portal, code, token, shown).forEach(e -> shown.add(ExceptionUtils.getStackTrace(e)));
                assertThat(shown)
                        .anySatisfy(text -> assertThat(text).contains("producer:b24openlines-", "INVALID_CREDENTIALS"))
                        .anySatisfy(text -> assertThat(text).contains("Trouble: credentials INVALID_CREDENTIALS"))
                        .anySatisfy(text -> assertThat(text).contains("\"webhook of user 1\""));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> portal.executions("imopenlines.bot.session.operator")
                                        .size()
                                > 0);
                for (Endpoint endpoint : context.getEndpoints()) {
                    shown.add(endpoint.getEndpointUri() + " " + endpoint.getEndpointKey() + " " + endpoint);
                }
                B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
                shown.add(component + " " + component.getConfiguration() + " "
                        + component.getConfiguration().getBot());
                shown.add(String.valueOf(context.getRegistry().lookupByNameAndType("supportBot", Bot.class)));
                List<String> attributes = JmxAttributes.all();
                assertThat(attributes).anySatisfy(line -> assertThat(line).contains("b24openlines://answer"));
                shown.addAll(attributes);
                shown.addAll(scrape.lines());
                shown.addAll(recorder.shown());
                assertThat(shown)
                        .anySatisfy(line -> assertThat(line).contains("camel_b24openlines_calls_seconds_count{"))
                        .anySatisfy(line -> assertThat(line).contains("b24openlines botMessageSend"));
            } finally {
                main.stop();
            }
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("desk.authToken = xxxxxx"))
                    .anySatisfy(line -> assertThat(line).contains("desk.bot.token = xxxxxx"))
                    .anySatisfy(line ->
                            assertThat(line).contains(".wire.PortalWire").contains(ANSWER));
            shown.addAll(log.lines());

            assertThat(shown).hasSizeGreaterThan(200);
            assertThat(shown).noneSatisfy(text -> assertThat(text).contains(code));
            assertThat(shown).noneSatisfy(text -> assertThat(text).contains(token));
        }
    }

    private static Main main(PortalSimulator portal) {
        Properties properties = new Properties();
        properties.setProperty("camel.component.b24openlines.portal-url", portal.url());
        properties.setProperty("camel.component.b24openlines.auth-token", "{{desk.authToken}}");
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        properties.setProperty("camel.health.producers-enabled", "true");
        properties.setProperty("camel.health.exposure-level", "full");
        properties.setProperty("desk.authToken", portal.webhook(1).authToken());
        properties.setProperty("camel.beans.supportBot", "#class:" + Bot.class.getName());
        properties.setProperty(
                "camel.beans.supportBot.id", Long.toString(portal.bot("helper").id()));
        properties.setProperty("camel.beans.supportBot.token", "{{desk.bot.token}}");
        properties.setProperty("desk.bot.token", portal.bot("helper").token());
        Main main = new Main();
        main.setInitialProperties(properties);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("b24openlines:events?bot=#bean:supportBot&delay=20&initialDelay=0")
                        .to("b24openlines:botSessionOperator?bot=#bean:supportBot");
                from("direct:answer").to("b24openlines:answer?responseTimeout=500");
                from("direct:say").to("b24openlines:botMessageSend?bot=#bean:supportBot&message=Hi");
            }
        });
        return main;
    }

    private static List<Throwable> act(
            CamelContext context, PortalSimulator portal, String code, String token, List<String> shown)
            throws Exception {
        List<Throwable> failures = new ArrayList<>();
        long chat = portal.client("Anna").on(70).writes("Hello");
        String echo = "you sent " + code;
        String page = "<html>" + portal.webhook(1).url() + "</html>";
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (Fault fault : List.of(
                    Fault.status(401, "INVALID_CREDENTIALS", echo),
                    Fault.status(401, echo, echo),
                    Fault.status(400, echo, echo),
                    Fault.status(500, "INTERNAL_SERVER_ERROR", echo),
                    Fault.html(502),
                    Fault.raw(502, "text/html", page),
                    Fault.raw(200, "application/json", "{\"" + echo + "\""),
                    Fault.redirect(portal.webhook(1).url() + ANSWER),
                    Fault.redirect("not an address " + code),
                    Fault.cutBeforeExecution(),
                    Fault.halfBody(),
                    Fault.slow(Duration.ofSeconds(2)))) {
                portal.faults().next(ANSWER, fault);
                portal.faults()
                        .next(SEND, fault instanceof Fault.Status ? Fault.status(400, token, echo + token) : fault);
                failures.add(failure(template, "direct:answer", chat));
                shown.addAll(OperatorsView.of(context));
                if (!(fault.equals(Fault.slow(Duration.ofSeconds(2))))) {
                    failures.add(failure(template, "direct:say", chat));
                }
            }
            failures.add(failure(template, "direct:answer", "no chat"));
            failures.add(failure(template, "direct:say", "no chat"));
            long another = portal.client("Boris").on(22).writes("Hello");
            Exchange taken = template.send("direct:answer", e -> e.getMessage().setBody(another));
            assertThat(taken.getException()).isNull();
        }
        return failures;
    }

    private static Throwable failure(ProducerTemplate template, String uri, Object body) {
        Exchange exchange = template.send(uri, e -> e.getMessage().setBody(body));
        assertThat(exchange.getException()).isNotNull();
        return exchange.getException();
    }
}
