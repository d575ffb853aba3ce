// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of lines that only {@code imopenlines.config.*} writes and shows; nothing in the portal acts on them (§7.5). */
public final class LineExtras {

    private final Map<Long, Map<String, String>> byLine = new HashMap<>();

    public void put(long lineId, String name, String value) {
        byLine.computeIfAbsent(lineId, id -> new LinkedHashMap<>()).put(name, value);
    }

    public Map<String, String> of(long lineId) {
        return byLine.getOrDefault(lineId, Map.of());
    }
}
