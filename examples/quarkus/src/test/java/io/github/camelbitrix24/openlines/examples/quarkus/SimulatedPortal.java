// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.quarkus;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A portal that is there before the application starts, and gone after it. */
public final class SimulatedPortal implements QuarkusTestResourceLifecycleManager {
    private PortalSimulator portal;

    @Override
    public Map<String, String> start() {
        portal = PortalSimulator.standard().start();
        return Map.of(
                "camel.component.b24openlines.portal-url", portal.url(),
                "camel.component.b24openlines.auth-token", portal.webhook(1).authToken(),
                "bot.id", Long.toString(portal.bot("support").id()),
                "bot.token", portal.bot("support").token(),
                "desk.poll-every", "100");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(portal, new TestInjector.MatchesType(PortalSimulator.class));
    }

    @Override
    public void stop() {
        portal.close();
    }
}
