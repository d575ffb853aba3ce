// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One caller's calls to a portal: what goes in one batch has one caller, and operating time is counted for each. */
final class Lane {
    final PortalWire wire;
    final CallReport report;
    final Admission admission;
    final Door door = new Door();
    final Standing standing = new Standing();
    private final Map<String, MethodGate> gates = new HashMap<>(2);

    Lane(PortalWire wire, CallReport report) {
        this.wire = wire;
        this.report = report;
        this.admission = new Admission(wire);
    }

    /** What is known about the caller. */
    CallerState state(Time time) {
        long now = time.nanos();
        Instant clock = time.now();
        List<CallerState.ShutMethod> shut = new ArrayList<>();
        gates.forEach((method, gate) -> {
            boolean plain = method.equals(method.toLowerCase(Locale.ROOT));
            if (plain && gate.opensAt(now) - now > 0) {
                shut.add(new CallerState.ShutMethod(method, clock.plusNanos(gate.opensAt(now) - now), gate.blocked()));
            }
        });
        shut.sort(Comparator.comparing(CallerState.ShutMethod::method));
        return new CallerState(
                standing.trouble(),
                standing.answered() ? clock.minusNanos(now - standing.answeredAt()) : null,
                List.copyOf(shut),
                wire.credentials().expires().orElse(null));
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
