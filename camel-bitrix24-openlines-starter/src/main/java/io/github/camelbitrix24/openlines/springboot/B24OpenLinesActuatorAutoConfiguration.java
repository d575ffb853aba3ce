// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Keeps the component's secrets out of Actuator's {@code env} and {@code configprops}, also when these are told to show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class B24OpenLinesActuatorAutoConfiguration {

    /** Hides the values of options that hold a secret; of other properties it knows nothing. */
    @Bean
    SanitizingFunction b24OpenLinesSanitizingFunction() {
        return data -> SecretOptions.hides(data.getKey()) ? data.withSanitizedValue() : data;
    }
}
