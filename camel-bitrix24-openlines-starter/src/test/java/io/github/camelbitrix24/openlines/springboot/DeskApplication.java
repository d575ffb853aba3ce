// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.api.Bot;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application as users write it: properties, a YAML route, and no code but a bean to refer to. */
@SpringBootApplication
class DeskApplication {
    @Bean
    Bot otherBot() {
        return new Bot(7, "other");
    }
}
