// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Nobody logs in, but no other page may press the buttons. */
@Configuration
public class PageSecurity {

    /** Forms carry a token that other pages cannot know; events are proved by the portal's own token instead. */
    @Bean
    SecurityFilterChain page(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/b24openlines/events"))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'")))
                .build();
    }

    /** A foreign name that leads to this machine would make a foreign page one of ours. */
    @Bean
    StrictHttpFirewall hosts(@Value("${helpdesk.hosts}") Set<String> hosts) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(hosts::contains);
        return firewall;
    }
}
