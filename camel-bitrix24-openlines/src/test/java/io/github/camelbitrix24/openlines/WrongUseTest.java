// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong use is refused when the route starts, in words that say what to do. */
class WrongUseTest {
    private static final String PORTAL = "https://example.bitrix24.com";
    private static final String TOKEN = "1/abc123";

    static Stream<Arguments> wrongUris() {
        return Stream.of(
                Arguments.of("b24openlines:close", List.of("unknown operation 'close'", "answer", "finish", "events")),
                Arguments.of("b24openlines:Transfer", List.of("did you mean transfer?")),
                Arguments.of("b24openlines:transfr", List.of("did you mean transfer?")),
                Arguments.of("b24openlines:another-finish", List.of("did you mean anotherFinish?")),
                Arguments.of("b24openlines:imopenlines.operator.transfer", List.of("did you mean transfer?")),
                Arguments.of("b24openlines:operator.another.finish", List.of("did you mean anotherFinish?")),
                Arguments.of("b24openlines:imopenlines.dialog.get", List.of("did you mean dialogGet?")),
                Arguments.of("b24openlines:imbot.v2.Chat.Message.send", List.of("did you mean botMessageSend?")),
                Arguments.of("b24openlines:answer?queueId=22", List.of("answer takes no queueId", "chatId")),
                Arguments.of("b24openlines:spam?userId=31", List.of("spam takes no userId")),
                Arguments.of("b24openlines:transfer?message=x", List.of("transfer takes no message")),
                Arguments.of("b24openlines:dialogGet?transferId=31", List.of("dialogGet takes no transferId")),
                Arguments.of("b24openlines:transfer?userId=31&queueId=22", List.of("userId and queueId", "keep one")),
                Arguments.of(
                        "b24openlines:dialogGet?chatId=7&sessionId=5", List.of("chatId and sessionId", "keep one")),
                Arguments.of("b24openlines:events", List.of("events", "from")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongUris")
    void aProducerIsRefused(String uri, List<String> words) {
        assertThat(invalid(start(PORTAL, TOKEN, uri))).hasMessageContainingAll(words.toArray(String[]::new));
    }

    @Test
    void aConsumerOfAnActionIsRefused() {
        Throwable failure = start(PORTAL, TOKEN, routeFrom("b24openlines:answer"));

        assertThat(invalid(failure)).hasMessageContaining("b24openlines:events");
    }

    @Test
    void aConsumerWithoutBotIsRefused() {
        Throwable failure = start(PORTAL, TOKEN, routeFrom("b24openlines:events?source=bot"));

        assertThat(invalid(failure)).hasMessageContainingAll("bot=#bean:supportBot", "botId and botToken");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    void aLimitOutOfRangeIsRefused(int limit) {
        Throwable failure = start(PORTAL, TOKEN, routeFrom("b24openlines:events?botId=567&botToken=t&limit=" + limit));

        assertThat(invalid(failure)).hasMessageContaining("1 to 1000");
    }

    @Test
    void noPortalIsRefused() {
        assertThat(invalid(start(null, TOKEN, "b24openlines:answer"))).hasMessageContaining("set option portalUrl");
    }

    @Test
    void noCredentialsAreRefused() {
        assertThat(invalid(start(PORTAL, null, "b24openlines:answer")))
                .hasMessageContaining("set option authToken")
                .hasMessageContaining("USER_ID/CODE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.bitrix24.com/rest/1/s3cr3tcode/",
                "https://example.bitrix24.com/rest/1/s3cr3tcode",
                "https://example.bitrix24.com/rest/1/s3cr3tcode/user.get.json"
            })
    void aWebhookAsPortalUrlIsRefusedWithoutItsSecret(String webhook) {
        Throwable onComponent = start(webhook, null, "b24openlines:answer");
        Throwable onEndpoint = start(PORTAL, TOKEN, "b24openlines:answer?portalUrl=" + webhook);

        for (Throwable failure : List.of(onComponent, onEndpoint)) {
            assertThat(invalid(failure))
                    .hasMessageContaining("portalUrl is https://example.bitrix24.com")
                    .hasMessageContaining("authToken");
            assertThat(ExceptionUtils.getStackTrace(failure)).doesNotContain("s3cr3tcode");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.bitrix24.com",
                "ftp://example.bitrix24.com",
                "https://",
                "https://user:pw@example.bitrix24.com",
                "https://example.bitrix24.com/somewhere",
                "https://example.bitrix24.com?x=1",
                "https://exa mple"
            })
    void whatIsNoPortalIsRefused(String portalUrl) {
        assertThat(invalid(start(portalUrl, TOKEN, "b24openlines:answer")))
                .hasMessageContaining("https://example.bitrix24.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3tcode", "/1/s3cr3tcode/", "1/s3cr3t/code", "https://x/rest/1/s3cr3tcode/"})
    void whatIsNoAuthTokenIsRefusedWithoutRepeatingIt(String token) {
        Throwable failure = start(PORTAL, token, "b24openlines:answer");

        assertThat(invalid(failure)).hasMessageContaining("1/code");
        assertThat(ExceptionUtils.getStackTrace(failure)).doesNotContain("s3cr3t");
    }

    static Stream<Arguments> wrongLimits() {
        return Stream.of(
                Arguments.of("rateLimit=custom", "requestsPerSecond and burst"),
                Arguments.of("rateLimit=custom&burst=50", "requestsPerSecond and burst"),
                Arguments.of("requestsPerSecond=2&burst=50", "rateLimit=custom"),
                Arguments.of("rateLimit=custom&requestsPerSecond=0&burst=50", "requestsPerSecond must be above 0"),
                Arguments.of("rateLimit=custom&requestsPerSecond=2&burst=0", "burst must be at least 1"),
                Arguments.of("maxBatchSize=51", "maxBatchSize must be 1 to 50"),
                Arguments.of("maxBatchSize=0", "maxBatchSize must be 1 to 50"),
                Arguments.of("maxInFlight=0", "maxInFlight must be at least 1"),
                Arguments.of("maxQueued=-1", "maxQueued must not be negative"),
                Arguments.of("maxWait=-1", "maxWait must not be negative"),
                Arguments.of("maxRetries=-1", "maxRetries must not be negative"),
                Arguments.of("operatingLimit=-1", "operatingLimit must not be negative"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongLimits")
    void aLimitThatCannotBeKeptIsRefused(String options, String words) {
        assertThat(invalid(start(PORTAL, TOKEN, "b24openlines:answer?" + options)))
                .hasMessageContaining(words);
    }

    @Test
    void endpointsOfOnePortalMustAgreeOnItsBudget() {
        Throwable failure = start(PORTAL, TOKEN, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("b24openlines:answer").to("b24openlines:skip?rateLimit=enterprise");
            }
        });

        assertThat(invalid(failure)).hasMessageContaining("share one budget").hasMessageContaining("on the component");
    }

    @Test
    void plainHttpToAnotherMachineIsAllowedWithAWarning() {
        try (LogCapture log = LogCapture.open()) {
            assertThat(start("http://portal.example.com", TOKEN, "b24openlines:answer"))
                    .isNull();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("http://portal.example.com")
                            .contains("can be read on the way"));
        }
        try (LogCapture log = LogCapture.open()) {
            assertThat(start("http://127.0.0.1:1", TOKEN, "b24openlines:answer"))
                    .isNull();
            assertThat(log.lines()).noneSatisfy(line -> assertThat(line).contains("can be read on the way"));
        }
    }

    private static Throwable start(String portalUrl, String token, String uri) {
        return start(portalUrl, token, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri);
            }
        });
    }

    private static RouteBuilder routeFrom(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("log:x");
            }
        };
    }

    private static Throwable start(String portalUrl, String token, RouteBuilder routes) {
        return catchThrowable(() -> {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
                component.getConfiguration().setPortalUrl(portalUrl);
                component.getConfiguration().setAuthToken(token);
                context.addRoutes(routes);
                context.start();
            }
        });
    }

    private static B24InvalidRequestException invalid(Throwable failure) {
        assertThat(failure).isNotNull();
        B24InvalidRequestException invalid = ExceptionUtils.throwableOfType(failure, B24InvalidRequestException.class);
        assertThat(invalid).as(ExceptionUtils.getStackTrace(failure)).isNotNull();
        assertThat(failure).hasMessageContaining(invalid.getMessage());
        return invalid;
    }
}
