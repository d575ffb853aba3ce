// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.routing.Router;
import io.github.camelbitrix24.openlines.routing.Routing;

/** A portal and the caller in whose name an exchange acts on it. */
record Acting(Portal portal, PortalClient client) {

    /** Chooses who gets what an endpoint transfers, by what all endpoints of the portal know. */
    Router router(Routing routing) {
        return routing.any() ? new Router(routing, portal.loads(), portal.hops(), client) : Router.NONE;
    }
}
