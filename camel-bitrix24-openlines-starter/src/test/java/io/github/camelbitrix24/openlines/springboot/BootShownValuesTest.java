// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.annotation.DirtiesContext;

/** Actuator told to show all values: the options' own are hidden still, whatever the application calls its properties is not. */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.routes-include-pattern=false",
            "camel.component.b24openlines.portal-url=https://portal.example",
            "camel.component.b24openlines.auth-token=1/canary-webhook-code",
            "camel.component.b24openlines.client-id=canary-client-id",
            "camel.component.b24openlines.clientSecret=canary-client-secret",
            "CAMEL_COMPONENT_B24OPENLINES_ACCESS_TOKEN=canary-access-token",
            "camel.component.b24openlines.refresh-token=canary-refresh-token",
            "camel.component.b24openlines.webhook-verify-token=canary-application-token",
            "camel.component.b24openlines.bot.id=501",
            "camel.component.b24openlines.bot.token=canary-bot-token",
            "camel.component.b24openlines.proxy-auth-username=canary-proxy-user",
            "camel.component.b24openlines.proxy-auth-password=canary-proxy-password",
            "desk.authToken=1/seen-of-the-application",
            "management.endpoints.web.exposure.include=env,configprops",
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always"
        })
@DirtiesContext
class BootShownValuesTest {

    @Autowired
    private TestRestTemplate http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "configprops",
                "env/camel.component.b24openlines.auth-token",
                "env/camel.component.b24openlines.bot.token",
                "configprops/camel.component.b24openlines"
            })
    void noOptionsSecretShows(String endpoint) {
        String shown = http.getForObject("/actuator/" + endpoint, String.class);

        assertThat(shown).contains("******").doesNotContain("canary");
    }

    @Test
    void otherValuesShow() {
        assertThat(http.getForObject("/actuator/env", String.class))
                .contains("https://portal.example")
                .contains("1/seen-of-the-application");
        assertThat(http.getForObject("/actuator/configprops", String.class)).contains("https://portal.example");
    }

    @Test
    void everySecretOptionIsKnown() throws Exception {
        assertThat(SecretOptions.NAMES)
                .containsAll(ComponentOptions.read().stream()
                        .filter(ComponentModel.ComponentOptionModel::isSecret)
                        .map(option -> option.getName().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.b24openlines.auth-token",
                "camel.component.b24openlines.authToken",
                "camel.component.b24openlines.configuration.auth-token",
                "CAMEL_COMPONENT_B24OPENLINES_AUTHTOKEN",
                "CAMEL_COMPONENT_B24OPENLINES_BOT_TOKEN"
            })
    void anySpellingIsKnown(String key) {
        assertThat(SecretOptions.hides(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.component.b24openlines.portal-url", "camel.component.http.auth-token", "auth-token"})
    void othersAreNotTouched(String key) {
        assertThat(SecretOptions.hides(key)).isFalse();
    }
}
