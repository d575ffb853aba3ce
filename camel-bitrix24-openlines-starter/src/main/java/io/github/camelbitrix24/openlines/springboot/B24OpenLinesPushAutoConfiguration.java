// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import jakarta.servlet.Filter;
import org.apache.camel.CamelContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps the limits of {@code source=push} where the HTTP server is a servlet container. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, OncePerRequestFilter.class})
public class B24OpenLinesPushAutoConfiguration {

    /** In front of all filters that could read a form. */
    @Bean
    FilterRegistrationBean<PushBodyFilter> b24OpenLinesPushBodyFilter(@Lazy CamelContext camel) {
        FilterRegistrationBean<PushBodyFilter> registration = new FilterRegistrationBean<>(new PushBodyFilter(camel));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
