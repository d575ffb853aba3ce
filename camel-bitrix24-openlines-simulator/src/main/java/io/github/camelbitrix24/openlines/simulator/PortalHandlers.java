// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.portal.EventCatalog;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Outgoing webhooks: addresses that events are posted to without an application, as an administrator binds them (§8.10). */
public final class PortalHandlers {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Portal portal;

    PortalHandlers(Portal portal) {
        this.portal = portal;
    }

    /**
     * Posts the event to this address from now on.
     *
     * @param event its name in any case, such as {@code ONSESSIONFINISH}
     * @param applicationToken what the receiver knows the portal by ({@code auth[application_token]})
     * @throws IllegalArgumentException for an event or an address that cannot be
     */
    public PortalHandlers bind(String event, String url, String applicationToken) {
        String name = EventCatalog.nameOf(event);
        if (!EventCatalog.all().contains(name)) {
            throw Known.unknown("event", event, EventCatalog.all(), known -> known);
        }
        requireAddress(url);
        portal.run(() -> {
            Handler handler = new Handler(
                    portal.events().handlers().newId(), name, url, null, applicationToken, 0, 0, false, "", 1);
            if (portal.events().handlers().isBound(handler)) {
                throw new IllegalArgumentException(name + " is bound to " + url + " already");
            }
            portal.events().handlers().add(handler);
        });
        return this;
    }

    /** Says whether it was bound. */
    public boolean unbind(String event, String url) {
        String name = EventCatalog.nameOf(event);
        return portal.inside(() -> portal.events()
                        .handlers()
                        .remove(handler -> handler.app() == null
                                && handler.event().equals(name)
                                && handler.url().equals(url)))
                > 0;
    }

    /** The events that this address gets. */
    public List<String> boundTo(String url) {
        return portal.inside(() -> portal.events().handlers().all().stream()
                .filter(handler -> handler.url().equals(url))
                .map(Handler::event)
                .toList());
    }

    private static void requireAddress(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null
                    && SCHEMES.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("A handler's address is an http or https URL, not " + url, e);
        }
        throw new IllegalArgumentException("A handler's address is an http or https URL, not " + url);
    }
}
