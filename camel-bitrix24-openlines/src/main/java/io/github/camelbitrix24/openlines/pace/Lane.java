// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One caller's calls to a portal: what goes in one batch has one caller, and operating time is counted for each. */
final class Lane {
    final PortalWire wire;
    final Door door = new Door();
    private final Map<String, MethodGate> gates = new HashMap<>();

    Lane(PortalWire wire) {
        this.wire = wire;
    }

    MethodGate gate(String method) {
        return gates.computeIfAbsent(method.toLowerCase(Locale.ROOT), name -> new MethodGate());
    }

    Iterable<MethodGate> gates() {
        return gates.values();
    }
}
