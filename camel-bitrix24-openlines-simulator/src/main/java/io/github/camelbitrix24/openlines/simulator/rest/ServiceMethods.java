// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Methods about the REST interface itself (§7.9). */
final class ServiceMethods {

    private ServiceMethods() {}

    static List<RestMethod> rows(RestGateway gateway) {
        return List.of(
                new RestMethod("server.time", Set.of(), KeyCase.ANY, ServiceMethods::time),
                new RestMethod("scope", Set.of(), KeyCase.ANY, ServiceMethods::scope),
                new RestMethod("method.get", Set.of(), KeyCase.ANY, call -> method(call, gateway)),
                new RestMethod("methods", Set.of(), KeyCase.ANY, call -> methods(call, gateway)),
                new RestMethod("feature.get", Set.of(), KeyCase.ANY, ServiceMethods::feature));
    }

    private static Object time(Call call) {
        return PortalTime.iso(call.portal().now(), call.portal().zone());
    }

    private static Object scope(Call call) {
        return call.parameters().isTrue("FULL") ? Scopes.all() : List.copyOf(call.scopes());
    }

    private static Object method(Call call, RestGateway gateway) {
        Optional<RestMethod> method = gateway.find(call.parameters().text("NAME"));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("isExisting", method.isPresent());
        result.put(
                "isAvailable", method.map(row -> row.isGranted(call.scopes())).orElse(false));
        return result;
    }

    /** The methods of one scope, of all with FULL, else those that the caller may use. */
    private static Object methods(Call call, RestGateway gateway) {
        String scope = call.parameters().text("SCOPE");
        boolean full = call.parameters().isTrue("FULL");
        return gateway.rows().stream()
                .filter(row -> scope.isEmpty() ? full || row.isGranted(call.scopes()) : isIn(row, scope))
                .map(row -> row.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** Methods that need no scope are listed under {@code _global}. */
    private static boolean isIn(RestMethod row, String scope) {
        return row.scopes().isEmpty() ? scope.equals("_global") : row.scopes().contains(scope);
    }

    private static Object feature(Call call) {
        String code = call.parameters().text("CODE");
        if (code.isEmpty()) {
            throw Refused.with("CODE_EMPTY", "Code can't be empty");
        }
        boolean reservation = !call.portal().state().is(PortalSwitch.NO_OFFLINE_RESERVATION);
        boolean on = code.equals("rest_auth_connector") || (code.equals("rest_offline_extended") && reservation);
        return Map.of("value", on ? "Y" : "N");
    }
}
