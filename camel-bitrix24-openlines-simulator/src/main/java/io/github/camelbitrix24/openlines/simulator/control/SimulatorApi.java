// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import io.github.camelbitrix24.openlines.simulator.Counts;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import io.github.camelbitrix24.openlines.simulator.http.SideDoor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The interface under {@code /simulator/}: a table of what can be asked for and done. */
public final class SimulatorApi implements SideDoor {

    private static final String ARGUMENT = "/*";

    private final PortalSimulator portal;
    private final OperatorApi operators;
    private final Map<String, Function<ApiRequest, Object>> routes = new LinkedHashMap<>();

    public SimulatorApi(PortalSimulator portal) {
        this.portal = portal;
        operators = new OperatorApi(portal);
        routes.put("GET ", request -> overview());
        new FaultApi(portal.faults()).mountOn(routes);
        routes.put("GET rate", request -> Shapes.of(portal.rate()));
        routes.put("POST rate", this::use);
        routes.put("GET clock", request -> clock());
        routes.put("POST clock", this::turn);
        routes.put("POST takes", this::takes);
        routes.put("POST move", this::move);
        routes.put("GET requests", this::requests);
        routes.put("GET executions", this::executions);
        routes.put(
                "GET dialogs",
                request -> portal.dialogs().stream().map(Shapes::of).toList());
        routes.put("GET dialogs/*", request -> Shapes.of(portal.dialog(request.argumentNumber())));
        routes.put("GET counts", this::counts);
        new EventApi(portal).mountOn(routes);
        routes.put("POST administration", new AdministrationApi(portal)::decide);
        routes.put("POST clients", this::write);
        routes.put("POST operators/*", operators::act);
        routes.put("POST webhooks", request -> Shapes.of(portal.webhook(request.number("user"))));
        routes.put("POST tokens", this::authorize);
    }

    @Override
    public Answer answer(String httpMethod, String fullPath, Map<String, Object> query, Map<String, Object> body) {
        String path = fullPath.endsWith("/") ? fullPath.substring(0, fullPath.length() - 1) : fullPath;
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash) + ARGUMENT;
        Function<ApiRequest, Object> route = routes.get(httpMethod + " " + name);
        if (route == null) {
            return failure(404, "There is no " + httpMethod + " /simulator/" + path + "; known: " + known());
        }
        try {
            return new Answer(200, route.apply(new ApiRequest(path.substring(slash + 1), query, body)));
        } catch (IllegalArgumentException e) {
            return failure(400, e.getMessage());
        } catch (IllegalStateException e) {
            return failure(409, e.getMessage());
        }
    }

    private static Answer failure(int status, String text) {
        return new Answer(status, Map.of("error", text));
    }

    private List<String> known() {
        return routes.keySet().stream()
                .map(route -> route.replace(" ", " /simulator/"))
                .toList();
    }

    private Object overview() {
        return Shapes.map("url", portal.url(), "memberId", portal.memberId(), "routes", known());
    }

    private Object use(ApiRequest request) {
        portal.rate().use(Math.toIntExact(request.number("use")));
        return Shapes.of(portal.rate());
    }

    private Object clock() {
        return Shapes.map("now", portal.clock().instant().toString(), "turned", portal.clock() instanceof TurnedClock);
    }

    private Object turn(ApiRequest request) {
        if (!(portal.clock() instanceof TurnedClock turned)) {
            throw new IllegalStateException(
                    "The portal goes by the wall clock: start it with a TurnedClock to turn it");
        }
        turned.advance(request.duration("advance"));
        return clock();
    }

    private Object takes(ApiRequest request) {
        portal.takes(request.text("method"), request.duration("duration"));
        return Shapes.map("method", request.text("method"), "duration", request.text("duration"));
    }

    private Object move(ApiRequest request) {
        if (request.has("to")) {
            portal.moveTo(request.text("to"));
        } else {
            portal.moveBack();
        }
        return Shapes.map("to", request.has("to") ? request.text("to") : null);
    }

    private Object requests(ApiRequest request) {
        long after = request.numberOr("after", 0);
        return portal.requests().stream()
                .filter(seen -> seen.number() > after)
                .map(Shapes::of)
                .toList();
    }

    private Object executions(ApiRequest request) {
        return (request.has("method") ? portal.executions(request.text("method")) : portal.executions())
                .stream().map(Shapes::of).toList();
    }

    private Object counts(ApiRequest request) {
        Counts counts = portal.counts();
        if (!request.has("method")) {
            return Shapes.map("requests", counts.requestsByMethod(), "executions", counts.executionsByMethod());
        }
        String method = request.text("method");
        return Shapes.map(
                "requests",
                counts.requests(method),
                "executions",
                counts.executions(method),
                "executionsByChat",
                counts.executionsByChat(method),
                "doneByChat",
                counts.doneByChat(method));
    }

    private Object write(ApiRequest request) {
        long chatId =
                portal.client(request.text("name")).on(request.number("line")).writes(request.text("text"));
        return Shapes.map("chatId", chatId);
    }

    private Object authorize(ApiRequest request) {
        return Shapes.of(portal.authorize(request.text("app"), request.number("user")));
    }
}
