// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import java.util.Properties;

/** How the desk comes to its events: the property {@code desk.source}. */
enum Source {
    /** Polls the bot's queue. */
    bot,
    /** Hosts a path to which the portal posts. */
    push;

    static Source of(String property) {
        return property == null ? bot : valueOf(property);
    }

    /** The properties with an HTTP server, if the portal needs one to post to. */
    Properties serve(Properties properties) {
        properties.setProperty("desk.source", name());
        properties.setProperty("camel.server.enabled", Boolean.toString(this == push));
        return properties;
    }
}
