// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text from outside says, in a dynamic URI it is one value: no option, no placeholder, no expression comes out of it. */
class TextsInDynamicUrisTest {
    private static final String SEND =
            "b24openlines:botMessageSend?chatId=${header.chat}&bot=#bean:supportBot&message=${header.words}";

    private final AtomicInteger elsewhere = new AtomicInteger();
    private int routes;
    private HttpServer other;
    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", request -> {
            elsewhere.incrementAndGet();
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        other.start();
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        desk.portal.faults().always("*", Fault.result(Map.of("id", 5)));
        desk.bind("supportBot", desk.bot("support"));
        desk.context.getPropertiesComponent().addInitialProperty("b24.bot.token", "botsecret");
        desk.context.getPropertiesComponent().addInitialProperty("greeting", "5 & 6 + ${header.chat} %2B");
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
        other.stop(0);
    }

    static Stream<String> texts() {
        return Stream.of(
                "hello&portalUrl=http://127.0.0.1:PORT",
                ")&portalUrl=RAW(http://127.0.0.1:PORT",
                "}&portalUrl=RAW{http://127.0.0.1:PORT",
                "x&proxyHost=127.0.0.1&proxyPort=PORT",
                "x&actAs=1",
                "x&bot.token=EVIL",
                "x&component.configuration.portalUrl=http://127.0.0.1:PORT",
                "x&oauthServerUrl=http://127.0.0.1:PORT",
                "x&httpClientConfigurer=#class:java.lang.Object",
                "x&chatId=8",
                "#bean:supportBot",
                "#class:java.lang.Object",
                "#valueAs(int):5",
                "#type:java.lang.Object",
                "{{b24.bot.token}}",
                "{{env:HOME}}",
                "{{sys:user.dir}}",
                "{{?missing}}",
                "{{missing}}",
                "{{missing:default}}",
                "{{",
                "}}",
                "@@[x]@@",
                "${header.chat}",
                "$simple{header.chat}",
                "${bean:supportBot?method=token}",
                "${sys.user.dir}",
                "RAW(x)",
                "RAW(x",
                "RAW{x}",
                "1+1 = 2 & 50% off?",
                "%2B%26%25",
                "two\nlines\r\n\tand a tab",
                "  blanks  ",
                "\\n\\t\\u0041",
                "a?b=c#d;e,f|g",
                "http://127.0.0.1:PORT/?a=b&c=d",
                "b24openlines:finish?chatId=8",
                "\u0000\u0007\u001b[31m",
                "привет \uD83D\uDE00 שלום",
                "'\"`<b>&amp;</b>");
    }

    @Test
    void aTextIsOneValueThroughEachStepThatComputesItsEndpoint() throws Exception {
        List<String> ways = ways(SEND, SEND.replace("${header.words}", "RAW(${header.words})"));

        for (String text : texts().map(this::withPort).toList()) {
            for (String way : ways) {
                int before = desk.portal.requests().size();

                Exchange exchange = send(way, Map.of("chat", 7, "words", text));

                assertThat(exchange.getException()).as("%s by %s", text, way).isNull();
                assertThat(desk.portal
                                .requests()
                                .subList(before, desk.portal.requests().size()))
                        .as("%s by %s", text, way)
                        .singleElement()
                        .satisfies(request -> assertThat(request.parameters())
                                .containsEntry("fields", Map.of("message", text))
                                .containsEntry("dialogId", "chat7"));
            }
        }

        assertThat(elsewhere).hasValue(0);
        assertThat(endpoints()).hasSize(1);
    }

    @Test
    void anIdIsOneValueToo() throws Exception {
        String evil = withPort("7&portalUrl=http://127.0.0.1:PORT");
        for (String option : List.of("chatId", "sessionId", "userCode", "crmEntity", "crmEntityType", "queueId")) {
            String uri = "b24openlines:transfer?" + (option.equals("queueId") ? "chatId=7" : "queueId=22")
                    + (option.equals("crmEntity") ? "&crmEntityType=deal" : "")
                    + (option.equals("crmEntityType") ? "&crmEntity=5" : "") + "&" + option + "=${header.words}";
            for (String way : ways(uri, uri.replace("${header.words}", "RAW(${header.words})"))) {
                Exchange exchange = send(way, Map.of("words", evil));

                if (!option.equals("userCode")) {
                    assertThat(exchange.getException())
                            .as("%s by %s", uri, way)
                            .isInstanceOf(B24InvalidRequestException.class);
                }
            }
        }

        assertThat(elsewhere).hasValue(0);
    }

    private String withPort(String text) {
        return text.replace("PORT", Integer.toString(other.getAddress().getPort()));
    }

    private List<B24OpenLinesEndpoint> endpoints() {
        return desk.context.getEndpoints().stream()
                .filter(B24OpenLinesEndpoint.class::isInstance)
                .map(B24OpenLinesEndpoint.class::cast)
                .toList();
    }

    /** Direct endpoints of routes that send by the URIs, each in every way. */
    private List<String> ways(String... uris) throws Exception {
        List<String> ways = new ArrayList<>();
        for (String uri : uris) {
            List<RouteStep> steps = List.of(
                    from -> from.toD(uri),
                    from -> from.toD(uri, -1),
                    from -> from.toD(uri, true),
                    from -> from.toD(new WrittenOut(uri)),
                    from -> from.enrich().simple(uri));
            for (RouteStep step : steps) {
                String way = newWay(ways);
                desk.route(new RouteBuilder() {
                    @Override
                    public void configure() {
                        step.to(from(way).errorHandler(noErrorHandler()));
                    }
                });
            }
            load(
                    "yaml",
                    "- route: { errorHandler: { noErrorHandler: {} }, from: { uri: '%s', steps: [ { toD: { uri: '%s' } } ] } }"
                            .formatted(newWay(ways), uri));
            load(
                    "xml",
                    "<routes xmlns='http://camel.apache.org/schema/xml-io'><route><from uri='%s'/><toD uri='%s'/></route></routes>"
                            .formatted(newWay(ways), uri.replace("&", "&amp;")));
        }
        return ways;
    }

    private String newWay(List<String> ways) {
        ways.add("direct:way" + routes++);
        return ways.get(ways.size() - 1);
    }

    private void load(String language, String text) throws Exception {
        PluginHelper.getRoutesLoader(desk.context)
                .loadRoutes(ResourceHelper.fromString("route" + routes + "." + language, text));
    }

    @Test
    void aTapSendsTheTextAsItIs() throws Exception {
        desk.route(route(from -> from.wireTap(SEND)));

        send("direct:in", Map.of("chat", 7, "words", "x&portalUrl=http://evil {{b24.bot.token}}"));

        KameletDesk.until(() -> !desk.portal.requests().isEmpty());
        assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                .isEqualTo(Map.of("message", "x&portalUrl=http://evil {{b24.bot.token}}"));
    }

    @Test
    void aPlaceholderOfTheTemplateIsAValueWhateverThePropertySays() throws Exception {
        desk.route(
                route(from -> from.toD("b24openlines:botMessageSend?chatId=7&bot=#supportBot&message={{greeting}}")));

        Exchange exchange = send("direct:in", Map.of("chat", "{{b24.bot.token}}"));

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                .isEqualTo(Map.of("message", "5 & 6 + {{b24.bot.token}} %2B"));
    }

    @Test
    void anOptionalPlaceholderWithoutItsPropertyIsNoOption() throws Exception {
        desk.route(
                route(from -> from.toD("b24openlines:botMessageSend?chatId={{?nochat}}&bot=#supportBot&message=Hi")));

        send("direct:in", Map.of(B24OpenLinesConstants.CHAT_ID, 9));

        assertThat(desk.portal.requests().get(0).parameters()).containsEntry("dialogId", "chat9");
    }

    @Test
    void anExpressionThatGivesNothingIsNotAnotherChat() throws Exception {
        desk.route(route(from -> from.toD(SEND)));

        Exchange exchange = send("direct:in", Map.of("words", "Hi", B24OpenLinesConstants.CHAT_ID, 9));

        assertThat(exchange.getException()).isInstanceOf(B24InvalidRequestException.class);
        assertThat(desk.portal.requests()).isEmpty();
    }

    @Test
    void aComponentUnderAnotherNameIsOursToo() throws Exception {
        B24OpenLinesComponent second = new B24OpenLinesComponent();
        second.getConfiguration().setPortalUrl(desk.portal.url());
        second.getConfiguration().setAuthToken(desk.portal.webhook(27).authToken());
        desk.context.addComponent("desk", second);
        desk.route(route(from -> from.toD(SEND.replace("b24openlines:", "desk:"))));

        Exchange exchange = send("direct:in", Map.of("chat", 7, "words", "{{missing}}&portalUrl=http://evil"));

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                .isEqualTo(Map.of("message", "{{missing}}&portalUrl=http://evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b24openlines:${header.words}?chatId=7",
                "b24openlines:transfer?${header.words}",
                "b24openlines:transfer?chatId=7&${header.words}=22",
                "b24openlines:transfer?chatId=7&queueId=22&portalUrl=${header.words}",
                "b24openlines:transfer?chatId=7&queueId=22&authToken=RAW(${header.words})",
                "b24openlines:transfer?chatId=7&queueId=22&proxyHost=${header.words}",
                "b24openlines:transfer?chatId=7&queueId=22&actAs=${header.words}",
                "b24openlines:transfer?chatId=7&queueId=22&verify=${header.words}",
                "b24openlines:botMessageSend?chatId=7&bot=${header.words}",
                "b24openlines:botMessageSend?chatId=7&bot=#bean:$simple{header.words}",
                "b24openlines:call?method=${header.words}",
                "b24openlines:transfer?operation=${header.words}",
            })
    void whatMayNotComeFromAnExpressionIsRefusedWhenTheRouteIsMade(String uri) {
        List<RouteStep> steps = List.of(
                from -> from.toD(uri),
                from -> from.wireTap(uri),
                from -> from.enrich().simple(uri),
                from -> from.recipientList().simple(uri),
                from -> from.routingSlip().simple(uri),
                from -> from.dynamicRouter().simple(uri),
                from -> from.pollEnrich().simple(uri));
        for (RouteStep step : steps) {
            assertThatThrownBy(() -> desk.route(route(step)))
                    .hasRootCauseInstanceOf(B24InvalidRequestException.class)
                    .rootCause()
                    .hasMessageContaining("expression");
        }
    }

    @Test
    void stepsForWhichCamelMakesOneUriTakeNoExpressionInOurs() {
        for (RouteStep step : List.<RouteStep>of(
                from -> from.recipientList().simple("direct:a," + SEND),
                from -> from.routingSlip().simple(SEND),
                from -> from.dynamicRouter().simple(SEND),
                from -> from.pollEnrich().simple("b24openlines:events?source=bot&botId=${header.bot}"))) {
            assertThatThrownBy(() -> desk.route(route(step)))
                    .rootCause()
                    .isInstanceOf(B24InvalidRequestException.class)
                    .hasMessageContaining("use toD");
        }
    }

    @Test
    void allowOptimisedComponentsCannotBeTurnedOff() {
        assertThatThrownBy(() -> PluginHelper.getRoutesLoader(desk.context)
                        .loadRoutes(ResourceHelper.fromString("off.yaml", """
                                - from:
                                    uri: direct:off
                                    steps:
                                      - toD:
                                          uri: "b24openlines:transfer?chatId=${header.chat}&queueId=22"
                                          allowOptimisedComponents: false
                                """)))
                .rootCause()
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("allowOptimisedComponents");
    }

    @Test
    void aUriThatComesAsAWholeFromAnExpressionIsRefusedBeforeAnythingIsSent() throws Exception {
        desk.context.getPropertiesComponent().addInitialProperty("hidden", "b24openlines:transfer");
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:elsewhere").setBody(constant("there"));
            }
        });
        for (RouteStep step : List.<RouteStep>of(
                from -> from.toD("${header.where}"),
                from -> from.toD("language:header:where"),
                from -> from.enrich().header("where"),
                from -> from.enrich().simple("${header.where}"))) {
            desk.route(route(step));
            for (String where : List.of(
                    "b24openlines:transfer?queueId=22&chatId=7",
                    " b24openlines://transfer?queueId=22&chatId=7",
                    "{{hidden}}?queueId=22&chatId=7")) {
                assertThat(send("direct:in", Map.of("where", where)).getException())
                        .as(where)
                        .isInstanceOf(B24InvalidRequestException.class)
                        .hasMessageContaining("whole URI");
            }
            assertThat(send("direct:in", Map.of("where", "direct:elsewhere"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("there");
        }
        assertThat(desk.portal.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portalUrl=http://127.0.0.1:PORT",
                "configuration.portalUrl=http://127.0.0.1:PORT",
                "component.configuration.portalUrl=http://127.0.0.1:PORT",
                "bot.token=EVIL",
                "bot[token]=EVIL",
                "oauthServerUrl=http://127.0.0.1:PORT&clientId=a",
            })
    void aUriThatAnExpressionMadeOutOfOurSightTakesNoSecretAway(String options) throws Exception {
        desk.route(route(from -> from.recipientList(header("where"))));
        String where = "b24openlines:botMessageSend?chatId=7&bot=#supportBot&message=Hi&"
                + options.replace("PORT", Integer.toString(other.getAddress().getPort()));

        Exchange exchange = send("direct:in", Map.of("where", where));

        assertThat(exchange.getException()).hasRootCauseInstanceOf(B24InvalidRequestException.class);
        assertThat(elsewhere).hasValue(0);
        assertThat(desk.portal.requests()).isEmpty();
    }

    @Test
    void anExpressionInAnOptionThatIsNoneIsToldAtTheStart() throws Exception {
        try (LogCapture log = LogCapture.open()) {
            desk.route(route(from -> from.to(SEND.replace("${header.chat}", "7"))));

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("${…}", "message", B24OpenLinesConstants.MESSAGE, "toD")
                    .doesNotContain("header.words");
            log.forget();
            desk.context.getEndpoint(SEND.replaceAll("\\$\\{[^}]*}", "7"));
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(send("direct:in", Map.of("words", "Hi")).getException()).isNull();
        assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                .isEqualTo(Map.of("message", "${header.words}"));
    }

    private static Expression header(String name) {
        return org.apache.camel.support.builder.ExpressionBuilder.headerExpression(name);
    }

    private Exchange send(String uri, Map<String, Object> headers) {
        return desk.send(uri, null, new HashMap<>(headers));
    }

    private static RouteBuilder route(RouteStep step) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                step.to(from("direct:in").routeId("in").errorHandler(noErrorHandler()));
            }
        };
    }

    private interface RouteStep {
        void to(RouteDefinition from);
    }

    /** What the endpoint DSL gives: a URI in full. */
    private record WrittenOut(String uri) implements EndpointProducerBuilder {
        @Override
        public String getRawUri() {
            return uri;
        }

        @Override
        public Expression expr(CamelContext context) {
            return context.resolveLanguage("simple").createExpression(uri);
        }

        @Override
        public org.apache.camel.Endpoint resolve(CamelContext context) {
            return context.getEndpoint(uri);
        }

        @Override
        public <T extends org.apache.camel.Endpoint> T resolve(CamelContext context, Class<T> type) {
            return context.getEndpoint(uri, type);
        }

        @Override
        public void doSetProperty(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void doSetMultiValueProperty(String name, String key, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void doSetMultiValueProperties(String name, String prefix, Map<String, Object> values) {
            throw new UnsupportedOperationException();
        }
    }
}
