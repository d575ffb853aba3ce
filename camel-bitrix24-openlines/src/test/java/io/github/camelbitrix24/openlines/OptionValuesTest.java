// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that an option cannot take is refused at the start, and the first line of the log says how to mend it. */
class OptionValuesTest {
    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of("transfer?queueId=Support", List.of("queueId", "'Support'", "configListGet")),
                Arguments.of("transfer?userId=Anna", List.of("userId", "userSearch")),
                Arguments.of("transfer?userId=0", List.of("userId", "a number above 0")),
                Arguments.of("transfer?queueId=12abc", List.of("queueId", "12abc")),
                Arguments.of("answer?chatId=chat", List.of("chatId", "chat123")),
                Arguments.of("configGet?configId=0", List.of("configId", "a number above 0")),
                Arguments.of("transfer?transferId=line22", List.of("transferId", "queueN")),
                Arguments.of("answer?chatId=Maria", List.of("chatId", "chat123")),
                Arguments.of("answer?chatId=1763.9", List.of("chatId", "1763.9")),
                Arguments.of("dialogGet?sessionId=open", List.of("sessionId", "dialogGet")),
                Arguments.of("configGet?configId=Support", List.of("configId", "configListGet")),
                Arguments.of(
                        "answer?rateLimit=enterprize",
                        List.of("rateLimit takes standard, enterprise, none, custom", "did you mean enterprise?")),
                Arguments.of("answer?batching=yes", List.of("batching takes auto, off")),
                Arguments.of("answer?portal=events", List.of("portal takes configured, event", "did you mean event?")),
                Arguments.of("answer?maxRetries=many", List.of("maxRetries takes a number", "'many'")),
                Arguments.of("answer?maxInFlight=4.5", List.of("maxInFlight takes a number")),
                Arguments.of("answer?maxWait=soon", List.of("maxWait takes a number")),
                Arguments.of("answer?verify=ja", List.of("verify takes true, false")),
                Arguments.of(
                        "answer?tokenStore=files",
                        List.of("tokenStore takes a bean (TokenStore)", "tokenStore=#bean:NAME")),
                Arguments.of("botMessageSend?botId=helper", List.of("botId takes a number", "botRegister")),
                Arguments.of("botMessageSend?bot=supportBot", List.of("write bot=#bean:supportBot")),
                Arguments.of("botMessageSend?bot=helper", List.of("bot=#bean:NAME", "supportBot")),
                Arguments.of("botMessageSend?bot=567:s3cr3t", List.of("bot=#bean:NAME")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void aProducersValueIsRefused(String uri, List<String> words) {
        assertRefused(catchThrowable(() -> start(to("b24openlines:" + uri))), words);
    }

    static Stream<Arguments> wrongValuesOfConsumers() {
        return Stream.of(
                Arguments.of("source=bott", List.of("source takes push, bot, offline", "did you mean bot?")),
                Arguments.of("source=bot&bot=supportBot", List.of("write bot=#bean:supportBot")),
                Arguments.of(
                        "source=push&ack=recieved", List.of("ack takes processed, received", "did you mean received?")),
                Arguments.of("source=offline&lineId=Support", List.of("lineId takes a number", "configListGet")),
                Arguments.of("source=bot&limit=all", List.of("limit takes a number")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValuesOfConsumers")
    void aConsumersValueIsRefused(String options, List<String> words) {
        assertRefused(catchThrowable(() -> start(from("b24openlines:events?" + options))), words);
    }

    @Test
    void yamlAndXmlAreToldTheSame() {
        String yaml = """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: { uri: b24openlines, parameters: { operation: transfer, queueId: Support } }
                """;
        String xml = "<routes xmlns=\"http://camel.apache.org/schema/spring\"><route><from uri=\"direct:in\"/>"
                + "<to uri=\"b24openlines:transfer?queueId=Support\"/></route></routes>";
        for (Map.Entry<String, String> file :
                Map.of("r.yaml", yaml, "r.xml", xml).entrySet()) {
            assertRefused(
                    catchThrowable(() -> {
                        try (DefaultCamelContext context = context()) {
                            context.start();
                            PluginHelper.getRoutesLoader(context)
                                    .loadRoutes(ResourceHelper.fromString(file.getKey(), file.getValue()));
                        }
                    }),
                    List.of("queueId", "configListGet"));
        }
    }

    static Stream<Arguments> wrongProperties() {
        return Stream.of(
                Arguments.of("rate-limit", "fast", List.of("rateLimit takes standard")),
                Arguments.of("max-retries", "many", List.of("maxRetries takes a number")),
                Arguments.of("verify", "ja", List.of("verify takes true, false")),
                Arguments.of("bot", "supportBot", List.of("write bot=#bean:supportBot")),
                Arguments.of("bot", "567:s3cr3t", List.of("bot=#bean:NAME")),
                Arguments.of("token-store", "s3cr3t", List.of("tokenStore=#bean:NAME")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("wrongProperties")
    void aPropertyOfCamelMainIsRefused(String property, String value, List<String> words) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "camel.component.b24openlines." + property,
                value,
                "camel.component.b24openlines.portal-url",
                "https://example.bitrix24.com",
                "camel.component.b24openlines.auth-token",
                "1/abc123",
                "camel.beans.supportBot",
                "#class:" + Bot.class.getName() + "(567, 'right')"));
        Main main = new Main();
        main.configure().withAutoConfigurationLogSummary(false).withBasePackageScanEnabled(false);
        main.setOverrideProperties(properties);
        main.configure().addRoutesBuilder(to("b24openlines:answer"));
        try {
            Throwable failure = catchThrowable(main::start);
            assertRefused(failure, words);
            assertThat(failure).hasMessageContaining("camel.component.b24openlines");
        } finally {
            main.stop();
        }
    }

    @Test
    void valuesThatCamelTakesAreTaken() throws Exception {
        start(
                to(
                        "b24openlines:answer?rateLimit=STANDARD&maxWait=5s&verify=TRUE&batching=Off&maxRetries=3&connectTimeout=30s"));
        start(to("b24openlines:transfer?queueId= 22 "));
        start(from("b24openlines:events?source=bot&bot=#supportBot&timeUnit=seconds"));
    }

    private static void assertRefused(Throwable failure, List<String> words) {
        B24InvalidRequestException refusal = ExceptionUtils.throwableOfType(failure, B24InvalidRequestException.class);
        assertThat(refusal).as(() -> ExceptionUtils.getStackTrace(failure)).isNotNull();
        assertThat(refusal).hasMessageContainingAll(words.toArray(String[]::new));
        assertThat(failure.getMessage().lines().findFirst().orElse("")).contains(refusal.getMessage());
        assertThat(ExceptionUtils.getStackTrace(failure)).doesNotContain("s3cr3t");
    }

    private static RouteBuilder to(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri);
            }
        };
    }

    private static RouteBuilder from(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).autoStartup(false).to("direct:out");
            }
        };
    }

    private static DefaultCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        component.getConfiguration().setPortalUrl("https://example.bitrix24.com");
        component.getConfiguration().setAuthToken("1/abc123");
        context.getRegistry().bind("supportBot", new Bot(567, "right"));
        return context;
    }

    private static void start(RouteBuilder routes) throws Exception {
        try (DefaultCamelContext context = context()) {
            context.addRoutes(routes);
            context.start();
        }
    }
}
