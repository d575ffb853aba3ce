// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import io.github.camelbitrix24.openlines.simulator.Deliveries;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Map;
import java.util.function.Function;

/** {@code /simulator/events}, {@code handlers}, {@code deliveries} and {@code installations}: what the portal posts, and where to. */
final class EventApi {

    private final PortalSimulator portal;

    EventApi(PortalSimulator portal) {
        this.portal = portal;
    }

    void mountOn(Map<String, Function<ApiRequest, Object>> routes) {
        routes.put("GET events", this::events);
        routes.put("GET handlers", request -> portal.handlers().boundTo(request.text("url")));
        routes.put("POST handlers", this::bind);
        routes.put("DELETE handlers", this::unbind);
        routes.put("GET deliveries", request -> plan());
        routes.put("POST deliveries", this::disturb);
        routes.put("DELETE deliveries", this::behave);
        routes.put("POST installations", this::install);
        routes.put("DELETE installations", this::uninstall);
    }

    private Object events(ApiRequest request) {
        long after = request.numberOr("after", 0);
        String event = request.has("event") ? request.text("event") : null;
        return portal.sentEvents().stream()
                .filter(sent ->
                        sent.number() > after && (event == null || sent.event().equalsIgnoreCase(event)))
                .map(Shapes::of)
                .toList();
    }

    private Object bind(ApiRequest request) {
        portal.handlers().bind(request.text("event"), request.text("url"), request.text("applicationToken"));
        return portal.handlers().boundTo(request.text("url"));
    }

    private Object unbind(ApiRequest request) {
        boolean bound = portal.handlers().unbind(request.text("event"), request.text("url"));
        return Shapes.map("wasBound", bound);
    }

    private Object plan() {
        return Shapes.of(portal.deliveries().plan());
    }

    private Object disturb(ApiRequest request) {
        Deliveries deliveries = portal.deliveries();
        boolean understood = false;
        if (request.has("drop")) {
            deliveries.drop(count(request, "drop"));
            understood = true;
        }
        if (request.has("delay")) {
            deliveries.delay(count(request, "delay"), request.duration("by"));
            understood = true;
        }
        if (request.has("reorder")) {
            deliveries.reorder(count(request, "reorder"));
            understood = true;
        }
        if (request.has("parallel")) {
            deliveries.parallel(count(request, "parallel"));
            understood = true;
        }
        if (!understood) {
            throw new IllegalArgumentException("Deliveries take drop, delay with by, reorder or parallel, not "
                    + request.body().keySet());
        }
        return plan();
    }

    private static int count(ApiRequest request, String name) {
        return Math.toIntExact(request.number(name));
    }

    private Object behave(ApiRequest request) {
        portal.deliveries().behave();
        return plan();
    }

    private Object install(ApiRequest request) {
        portal.installed(request.text("app"), request.number("user"), request.text("url"));
        return Shapes.map("app", request.text("app"), "installed", true);
    }

    private Object uninstall(ApiRequest request) {
        portal.uninstall(request.text("app"));
        return Shapes.map("app", request.text("app"), "installed", false);
    }
}
