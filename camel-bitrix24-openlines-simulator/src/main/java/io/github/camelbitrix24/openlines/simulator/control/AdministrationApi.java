// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import io.github.camelbitrix24.openlines.simulator.Confirmation;
import io.github.camelbitrix24.openlines.simulator.PortalAdministration;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@code POST /simulator/administration}: what the vendor and the administrator decide. */
final class AdministrationApi {

    private final PortalSimulator portal;
    private final Map<String, BiConsumer<PortalAdministration, ApiRequest>> fields = new LinkedHashMap<>();

    AdministrationApi(PortalSimulator portal) {
        this.portal = portal;
        fields.put("deleted", (decision, request) -> decision.deleted(request.flag("deleted")));
        fields.put("onHold", (decision, request) -> decision.onHold(request.flag("onHold")));
        fields.put("restInPlan", (decision, request) -> decision.restInPlan(request.flag("restInPlan")));
        fields.put(
                "authorizationServerReachable",
                (decision, request) ->
                        decision.authorizationServerReachable(request.flag("authorizationServerReachable")));
        fields.put("paid", (decision, request) -> decision.paid(request.text("app"), request.flag("paid")));
        fields.put("onlyFor", (decision, request) -> decision.onlyFor(request.text("app"), request.numbers("onlyFor")));
        fields.put("dismissed", AdministrationApi::dismiss);
        fields.put(
                "confirmation",
                (decision, request) -> decision.confirmation(request.text("method"), confirmation(request)));
    }

    private static void dismiss(PortalAdministration decision, ApiRequest request) {
        if (request.flag("dismissed")) {
            decision.dismiss(request.number("user"));
        } else {
            decision.reinstate(request.number("user"));
        }
    }

    private static Confirmation confirmation(ApiRequest request) {
        return Arrays.stream(Confirmation.values())
                .filter(value -> value.name().equals(request.text("confirmation")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("confirmation is one of "
                        + Arrays.toString(Confirmation.values()) + ", not " + request.text("confirmation")));
    }

    Object decide(ApiRequest request) {
        List<String> given = fields.keySet().stream().filter(request::has).toList();
        if (given.isEmpty()) {
            throw new IllegalArgumentException("An administration decides on one or several of " + fields.keySet()
                    + ", not on " + request.body().keySet());
        }
        given.forEach(name -> fields.get(name).accept(portal.administration(), request));
        return Shapes.map("decided", given);
    }
}
