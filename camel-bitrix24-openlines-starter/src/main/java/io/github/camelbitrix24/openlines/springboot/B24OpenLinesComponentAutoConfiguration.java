// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureAfter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Sets the component's options from {@code camel.component.b24openlines.*}. */
@AutoConfiguration
@AutoConfigureAfter(CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.b24openlines"})
@EnableConfigurationProperties({ComponentConfigurationProperties.class, B24OpenLinesComponentConfiguration.class})
@Import(B24OpenLinesComponentConverter.class)
public class B24OpenLinesComponentAutoConfiguration {
    private static final String PREFIX = "camel.component.b24openlines";

    /** Static, since it looks at other beans as they are made. */
    @Bean
    static BeanPostProcessor b24OpenLinesOptionChecks(
            Environment environment, ObjectProvider<B24OpenLinesComponentConverter> converter) {
        return new OptionChecks(environment, converter);
    }

    /** Hands the properties that are set to the component, before it starts. */
    @Lazy
    @Bean
    ComponentCustomizer b24OpenLinesComponentCustomizer(
            ApplicationContext application, CamelContext camel, B24OpenLinesComponentConfiguration properties) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                CamelPropertiesHelper.copyProperties(camel, properties, target);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof B24OpenLinesComponent
                        && HierarchicalPropertiesEvaluator.evaluate(
                                application, "camel.component.customizer", PREFIX + ".customizer");
            }
        };
    }
}
