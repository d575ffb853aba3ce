// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.FaultJson;
import io.github.camelbitrix24.openlines.simulator.Faults;
import java.util.Map;
import java.util.function.Function;

/** {@code /simulator/faults}: what goes wrong with the next requests. */
final class FaultApi {

    private final Faults faults;

    FaultApi(Faults faults) {
        this.faults = faults;
    }

    void mountOn(Map<String, Function<ApiRequest, Object>> routes) {
        routes.put("GET faults", request -> list());
        routes.put("POST faults", this::script);
        routes.put("DELETE faults", this::clear);
    }

    private Object list() {
        return faults.scripted().stream().map(Shapes::of).toList();
    }

    private Object script(ApiRequest request) {
        String method = request.text("method");
        Fault fault = FaultJson.of(request.object("fault"));
        if (request.has("probability")) {
            byChance(request, method, fault);
        } else {
            inTurn(method, fault, Math.toIntExact(request.numberOr("times", 1)), request.flag("inBatch"));
        }
        return list();
    }

    private void byChance(ApiRequest request, String method, Fault fault) {
        double probability = request.fraction("probability");
        long seed = request.numberOr("seed", 0);
        if (request.flag("inBatch")) {
            faults.sometimesCommand(method, fault, probability, seed);
        } else {
            faults.sometimes(method, fault, probability, seed);
        }
    }

    private void inTurn(String method, Fault fault, int times, boolean inBatch) {
        if (inBatch && times == 0) {
            faults.alwaysCommand(method, fault);
        } else if (inBatch) {
            faults.nextCommand(method, fault, times);
        } else if (times == 0) {
            faults.always(method, fault);
        } else {
            faults.next(method, fault, times);
        }
    }

    private Object clear(ApiRequest request) {
        if (request.has("method")) {
            faults.clear(request.text("method"));
        } else {
            faults.clear();
        }
        return list();
    }
}
