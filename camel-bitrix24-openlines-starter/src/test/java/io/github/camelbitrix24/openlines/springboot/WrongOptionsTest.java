// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import io.github.camelbitrix24.openlines.B24OpenLinesConfiguration;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** An option that Spring's binding would pass over is refused in words that mend it, and no secret shows. */
class WrongOptionsTest {
    private static final String PREFIX = "camel.component.b24openlines.";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, B24OpenLinesComponentAutoConfiguration.class))
            .withUserConfiguration(DeskApplication.class)
            .withPropertyValues("camel.main.routes-include-pattern=false");

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                Arguments.of("bot=otherBot", List.of("bot:", "#bean:otherBot")),
                Arguments.of("bot=567:s3cr3t", List.of("bot:", "#bean:name")),
                Arguments.of("bot=#567:s3cr3t", List.of("bot:", "#bean:name")),
                Arguments.of("token-store=s3cr3t", List.of("tokenStore:", "TokenStore", "#bean:name")),
                Arguments.of("bot-id=567", List.of("bot-id:", "bot.id", "bot.token", "#bean:supportBot")),
                Arguments.of("bot-token=s3cr3t", List.of("bot-token:", "bot.token")),
                Arguments.of("botToken=s3cr3t", List.of("bot.token")),
                Arguments.of("auth-tokn=s3cr3t", List.of("did you mean camel.component.b24openlines.auth-token?")),
                Arguments.of("auth.token=s3cr3t", List.of("write camel.component.b24openlines.auth-token")),
                Arguments.of("queue-id=22", List.of("queue-id:", "stands on the endpoint")),
                Arguments.of("portal-url[0]=https://s3cr3t", List.of("one value")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongOptions")
    void anOptionIsRefusedWithoutItsValue(String option, List<String> words) {
        application.withPropertyValues(PREFIX + option).run(started -> {
            Throwable failure = started.getStartupFailure();
            assertThat(ExceptionUtils.throwableOfType(failure, B24InvalidRequestException.class))
                    .isNotNull()
                    .hasMessageContainingAll(words.toArray(String[]::new));
            assertThat(ExceptionUtils.getStackTrace(failure)).doesNotContain("s3cr3t");
            FailureAnalysis shown = new WrongUseFailureAnalyzer().analyze(failure);
            assertThat(shown.getDescription()).contains(words).doesNotContain("s3cr3t");
        });
    }

    @Test
    void aListIsTakenWhereWordsAreSeparatedByComma() {
        application
                .withPropertyValues(
                        PREFIX + "allowed-redirect-hosts[0]=a.example.com",
                        PREFIX + "allowed-redirect-hosts[1]=*.b.example.com",
                        PREFIX + "nonProxyHosts[0]=c.example.com")
                .run(started -> {
                    B24OpenLinesConfiguration options = options(started.getBean(CamelContext.class));
                    assertThat(options.getAllowedRedirectHosts()).isEqualTo("a.example.com,*.b.example.com");
                    assertThat(options.getNonProxyHosts()).isEqualTo("c.example.com");
                });
        application
                .withPropertyValues(PREFIX + "allowed-redirect-hosts=a.example.com,b.example.com")
                .run(started -> assertThat(
                                options(started.getBean(CamelContext.class)).getAllowedRedirectHosts())
                        .isEqualTo("a.example.com,b.example.com"));
    }

    @Test
    void theEnvironmentNamesOptionsAndTheBotsParts() {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                new SystemEnvironmentPropertySource(
                                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                        Map.of(
                                                "CAMEL_COMPONENT_B24OPENLINES_PORTAL_URL", "https://portal.example",
                                                "CAMEL_COMPONENT_B24OPENLINES_AUTH_TOKEN", "1/code",
                                                "CAMEL_COMPONENT_B24OPENLINES_BOT_ID", "567",
                                                "CAMEL_COMPONENT_B24OPENLINES_BOT_TOKEN", "right",
                                                "CAMEL_COMPONENT_B24OPENLINES_ALLOWEDREDIRECTHOSTS_0",
                                                        "a.example.com"))))
                .run(started -> {
                    B24OpenLinesConfiguration options = options(started.getBean(CamelContext.class));
                    assertThat(options.getPortalUrl()).isEqualTo("https://portal.example");
                    assertThat(options.getAuthToken()).isEqualTo("1/code");
                    assertThat(options.getBot()).isEqualTo(new Bot(567, "right"));
                    assertThat(options.getAllowedRedirectHosts()).isEqualTo("a.example.com");
                });
    }

    @Test
    void optionsOfEachKindAreTaken() {
        application
                .withPropertyValues(
                        PREFIX + "max-wait=30s",
                        PREFIX + "connect-timeout=2000",
                        PREFIX + "rate-limit=none",
                        PREFIX + "max-retries=2",
                        PREFIX + "verify=true",
                        PREFIX + "bot=#bean:otherBot")
                .run(started -> {
                    B24OpenLinesConfiguration options = options(started.getBean(CamelContext.class));
                    assertThat(options.getMaxWait()).isEqualTo(30_000);
                    assertThat(options.getConnectTimeout()).isEqualTo(2_000);
                    assertThat(options.getMaxRetries()).isEqualTo(2);
                    assertThat(options.isVerify()).isTrue();
                    assertThat(options.getBot()).isNotNull();
                });
    }

    @Test
    void aWrongEndpointIsShownInAFewLines() {
        B24InvalidRequestException refusal = new B24InvalidRequestException("option queueId holds 'Support'");

        FailureAnalysis shown = new WrongUseFailureAnalyzer().analyze(new IllegalStateException("route", refusal));

        assertThat(shown.getDescription()).isEqualTo("b24openlines: option queueId holds 'Support'");
    }

    private static B24OpenLinesConfiguration options(CamelContext camel) {
        return camel.getComponent("b24openlines", B24OpenLinesComponent.class).getConfiguration();
    }
}
