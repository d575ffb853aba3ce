// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which departments there are, who works in them and what people are there (§7.8). */
public final class Departments {

    /** The department in which every employee works who was not put into another. */
    public static final long COMPANY = 1;

    private final Map<Long, Department> departments = new LinkedHashMap<>();
    private final Map<Long, String> positions = new HashMap<>();

    private record Department(String name, Set<Long> members) {}

    public void put(long id, String name, Set<Long> members) {
        departments.put(id, new Department(name, Set.copyOf(members)));
    }

    public void position(long userId, String position) {
        positions.put(userId, position);
    }

    public List<Long> of(long userId) {
        List<Long> found = departments.entrySet().stream()
                .filter(entry -> entry.getValue().members().contains(userId))
                .map(Map.Entry::getKey)
                .toList();
        return found.isEmpty() ? List.of(COMPANY) : found;
    }

    public String nameOf(long id) {
        Department department = departments.get(id);
        return department == null ? "Company" : department.name();
    }

    public String positionOf(long userId) {
        return positions.getOrDefault(userId, "");
    }
}
