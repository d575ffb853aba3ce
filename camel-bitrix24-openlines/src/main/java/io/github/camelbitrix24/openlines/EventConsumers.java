// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.ApplicationTokens;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.events.EventTokens;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.events.PollingEventsConsumer;
import io.github.camelbitrix24.openlines.events.PushBodies;
import io.github.camelbitrix24.openlines.events.PushConsumer;
import io.github.camelbitrix24.openlines.events.PushPaths;
import io.github.camelbitrix24.openlines.events.PushSecurity;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.commons.lang3.StringUtils;

/** Makes the consumer for the source that an endpoint names, out of options that are checked here. */
final class EventConsumers {
    private final PushPaths paths = new PushPaths();
    private final PushBodies bodies = new PushBodies();

    PushBodies bodies() {
        return bodies;
    }

    Consumer create(B24OpenLinesEndpoint endpoint, Processor processor) {
        return switch (endpoint.getEvents().getSource()) {
            case push -> push(endpoint, processor, true);
            case bot -> bot(endpoint, processor);
            case offline -> offline(endpoint, processor);
        };
    }

    /** A consumer that hosts its path itself, or is given requests by camel-webhook. */
    PushConsumer push(B24OpenLinesEndpoint endpoint, Processor processor, boolean hosting) {
        B24OpenLinesConfiguration options = endpoint.getConfiguration();
        B24OpenLinesComponent component = endpoint.getComponent();
        InstallationHook hook =
                options.isAutoInstall() ? component.installations(options) : component.getInstallationHook();
        ApplicationTokens more = options.isAutoInstall() && options.getApplicationTokens() == null
                ? component.applicationTokens(options)
                : options.getApplicationTokens();
        EventTokens tokens = EventTokens.of(options.getWebhookVerifyToken(), more);
        if (tokens.isEmpty() && more == null && hook == null) {
            throw new B24InvalidRequestException(
                    "source=push without a token would take events from anybody: set option"
                            + " webhookVerifyToken, best on the component (camel.component.b24openlines.webhook-verify-token), to"
                            + " the application_token that the portal shows for the outgoing webhook or sends with ONAPPINSTALL;"
                            + " or applicationTokens to a bean that knows those of many portals");
        }
        return new PushConsumer(
                endpoint,
                processor,
                endpoint.getEvents(),
                new PushSecurity(tokens, hook, paths, bodies),
                endpoint.bot().map(Bot::id).orElse(0L),
                endpoint::portal,
                component.observer(),
                hosting);
    }

    private static Consumer bot(B24OpenLinesEndpoint endpoint, Processor processor) {
        Bot reader = endpoint.bot()
                .filter(b -> b.id() > 0 && StringUtils.isNotBlank(b.token()))
                .orElseThrow(
                        () -> new B24InvalidRequestException("no bot whose events could be read: set option bot to a"
                                + " bean with id and token (bot=#bean:supportBot), or the options botId and botToken"));
        return PollingEventsConsumer.ofBot(
                endpoint,
                processor,
                endpoint::portal,
                reader,
                endpoint.getEvents(),
                endpoint.getComponent().observer(),
                place(endpoint) + "/bot/" + reader.id());
    }

    private static Consumer offline(B24OpenLinesEndpoint endpoint, Processor processor) {
        if (StringUtils.isBlank(endpoint.getConfiguration().getClientId())) {
            throw new B24InvalidRequestException(
                    "source=offline needs an OAuth application, for which the portal keeps the"
                            + " events: set clientId, clientSecret and refreshToken; with an incoming webhook there is source=bot");
        }
        return PollingEventsConsumer.ofApplication(
                endpoint,
                processor,
                endpoint::portal,
                endpoint.getEvents(),
                endpoint.getComponent().observer(),
                place(endpoint) + "/offline/" + endpoint.getConfiguration().getClientId() + connector(endpoint),
                endpoint.bot().map(Bot::id).orElse(0L));
    }

    private static String connector(B24OpenLinesEndpoint endpoint) {
        String connector = StringUtils.trimToEmpty(endpoint.getEvents().getAuthConnector());
        return connector.isEmpty() ? "" : "/" + connector;
    }

    /** In repositories. */
    private static String place(B24OpenLinesEndpoint endpoint) {
        return "b24openlines/"
                + PortalSettings.portal(endpoint.getConfiguration()).host();
    }
}
