// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.events.PollingEventsConsumer;
import io.github.camelbitrix24.openlines.health.ConsolePage;
import io.github.camelbitrix24.openlines.health.ConsumerView;
import io.github.camelbitrix24.openlines.health.PortalView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;
import org.apache.commons.lang3.math.NumberUtils;

/** Shows the portals: budget, queue, batches, callers, and what keeps calls out. Calls no portal, and shows no secret. */
@DevConsole(
        name = "b24openlines",
        displayName = "Bitrix24 Open Channels",
        description = "Portals of Bitrix24, their budgets and callers")
public class B24OpenLinesDevConsole extends AbstractDevConsole {

    /** A pattern for portals' hosts, as Camel matches them: a name, one that ends in {@code *}, or a regular expression. */
    public static final String FILTER = "filter";

    /** How many portals are shown at most; 100 if nothing is said, 0 or less for all. */
    public static final String LIMIT = "limit";

    /** {@code true} to show only portals with something that an operator should see to. */
    public static final String TROUBLED = "troubled";

    private static final int USUAL_LIMIT = 100;

    /** Made by Camel when its developer console is on. */
    public B24OpenLinesDevConsole() {
        super("camel", "b24openlines", "Bitrix24 Open Channels", "Portals of Bitrix24, their budgets and callers");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return page(options).toText(Instant.now());
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        return page(options).toJson(Instant.now());
    }

    private ConsolePage page(Map<String, Object> options) {
        String filter = (String) options.get(FILTER);
        boolean troubled = "true".equals(String.valueOf(options.get(TROUBLED)));
        int limit = NumberUtils.toInt(String.valueOf(options.get(LIMIT)), USUAL_LIMIT);
        List<PortalView> all =
                components().flatMap(B24OpenLinesComponent::portalViews).toList();
        List<PortalView> matching = all.stream()
                .filter(portal -> filter == null || matches(portal, filter))
                .filter(portal -> !troubled || portal.troubled())
                .toList();
        return new ConsolePage(
                all.size(),
                matching.size(),
                limit > 0 ? matching.stream().limit(limit).toList() : matching,
                consumers());
    }

    private static boolean matches(PortalView portal, String filter) {
        String host = portal.portal().substring(portal.portal().indexOf("://") + "://".length());
        return PatternHelper.matchPattern(host, filter);
    }

    private Stream<B24OpenLinesComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(B24OpenLinesComponent.class::isInstance)
                .map(B24OpenLinesComponent.class::cast);
    }

    private List<ConsumerView> consumers() {
        return getCamelContext().getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof B24OpenLinesEndpoint)
                .map(B24OpenLinesDevConsole::view)
                .toList();
    }

    private static ConsumerView view(Route route) {
        Consumer consumer = route.getConsumer();
        return new ConsumerView(
                route.getRouteId(),
                ((B24OpenLinesEndpoint) route.getEndpoint())
                        .getEvents()
                        .getSource()
                        .name(),
                consumer instanceof ShutdownAware pending ? pending.getPendingExchangesSize() : 0,
                consumer instanceof PollingEventsConsumer polling
                        ? polling.failingSince().orElse(null)
                        : null);
    }
}
