// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.util.LinkedHashMap;
import java.util.List;
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
                new RestMethod("method.get", Set.of(), KeyCase.ANY, call -> method(call, gateway)));
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
}
