// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One caller's calls to a portal: what goes in one batch has one caller, and operating time is counted for each. */
final class Lane {
    final PortalWire wire;
    final Door door = new Door();
    private final Map<String, MethodGate> gates = new HashMap<>(2);

    Lane(PortalWire wire) {
        this.wire = wire;
    }

    /** One gate for all spellings of a method (§1.9). */
    MethodGate gate(String method) {
        MethodGate known = gates.get(method);
        if (known == null) {
            known = gates.computeIfAbsent(method.toLowerCase(Locale.ROOT), plain -> new MethodGate());
            gates.put(method, known);
        }
        return known;
    }

    /** The gates that these calls go through, each once. */
    Set<MethodGate> gates(List<RestCall> calls) {
        if (calls.size() == 1) {
            return Set.of(gate(calls.get(0).method()));
        }
        Set<MethodGate> passed = new LinkedHashSet<>();
        calls.forEach(call -> passed.add(gate(call.method())));
        return passed;
    }

    /** Of the gates that these calls go through, the shut one that opens last; null if all are open. */
    MethodGate shutGate(List<RestCall> calls, long now) {
        MethodGate last = null;
        for (MethodGate gate : gates(calls)) {
            if (!gate.open(now) && (last == null || gate.opensAt(now) - last.opensAt(now) > 0)) {
                last = gate;
            }
        }
        return last;
    }
}
