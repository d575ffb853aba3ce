// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Options that are objects are given as references to beans. */
class BeanReferenceTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, B24OpenLinesComponentAutoConfiguration.class))
            .withUserConfiguration(DeskApplication.class)
            .withPropertyValues("camel.main.routes-include-pattern=false");

    @ParameterizedTest
    @ValueSource(strings = {"#bean:otherBot", "#otherBot"})
    void aReferenceBecomesTheBean(String reference) {
        application
                .withPropertyValues("camel.component.b24openlines.bot=" + reference)
                .run(started -> assertThat(component(started.getBean(CamelContext.class))
                                .getConfiguration()
                                .getBot())
                        .isSameAs(started.getBean("otherBot")));
    }

    @Test
    void anythingElseIsRefusedWithoutBeingRepeated() {
        application
                .withPropertyValues("camel.component.b24openlines.bot=567:secrettoken")
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .satisfies(failure -> assertThat(failure)
                                .hasMessageContaining("an option of type Bot takes a reference to a bean, #bean:name")
                                .hasMessageNotContaining("secrettoken")));
    }

    @Test
    void theComponentCanBeLeftAlone() {
        application
                .withPropertyValues(
                        "camel.component.b24openlines.customizer.enabled=false",
                        "camel.component.b24openlines.portal-url=https://example.bitrix24.com")
                .run(started -> assertThat(component(started.getBean(CamelContext.class))
                                .getConfiguration()
                                .getPortalUrl())
                        .isNull());
    }

    private static B24OpenLinesComponent component(CamelContext camel) {
        return camel.getComponent("b24openlines", B24OpenLinesComponent.class);
    }
}
