// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.console.Console;
import io.github.camelbitrix24.openlines.simulator.console.RateView;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.http.RestEntrance;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.PortalAddress;
import io.github.camelbitrix24.openlines.simulator.rest.Accesses;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.RestRules;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;

/** The parts of a running portal, put together and led to by its server. */
record PortalParts(
        Portal portal, Known known, OAuthDesk oauth, Faults faults, RestGateway gateway, RestEntrance entrance) {

    static PortalParts of(PortalState state, PortalSettings settings, PortalServer server, Webhooks webhooks) {
        Portal portal = new Portal(state, settings.clock());
        Known known = new Known(state);
        Faults faults = new Faults();
        RestRules rules = new RestRules(
                settings.statuses(),
                settings.remembered(),
                faults,
                settings.limits().operating(),
                settings.strictness(),
                settings.plainHttpRefused(),
                settings.limits().requestTime());
        OAuthDesk oauth = new OAuthDesk(portal, known, settings, rules);
        Accesses accesses = oauth.accesses(webhooks);
        portal.openAt(new PortalAddress(server.url(), settings.memberId()));
        portal.issueTokensWith(accesses.issuer());
        RestGateway gateway = new RestGateway(portal, accesses, rules);
        RestEntrance entrance = server.lead(
                portal, gateway, oauth.endpoint(), faults, settings.limits().rate(), settings.remembered());
        Console console = new Console(
                portal,
                faults,
                gateway.methodNames(),
                RateView.of(settings.limits().rate()),
                settings.listening().host());
        server.show(console, console.watch());
        return new PortalParts(portal, known, oauth, faults, gateway, entrance);
    }
}
