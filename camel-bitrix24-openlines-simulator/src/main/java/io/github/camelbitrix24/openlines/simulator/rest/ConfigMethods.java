// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code imopenlines.config.*}: the lines of the portal (§7.5). */
final class ConfigMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);

    private ConfigMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("imopenlines.config.get", SCOPE, KeyCase.EXACT, ConfigMethods::get),
                new RestMethod("imopenlines.config.list.get", SCOPE, KeyCase.EXACT, ConfigMethods::list));
    }

    /** The settings, or {@code false} for a line that does not exist. */
    private static Object get(Call call) {
        Parameters parameters = call.parameters();
        long id = parameters.intval("CONFIG_ID");
        if (id <= 0) {
            throw Refused.with("CONFIG_ID_EMPTY", "Config ID can't be empty");
        }
        Optional<Line> line = call.portal().state().line(id);
        if (line.isEmpty()) {
            return false;
        }
        Map<String, Object> fields = LineFields.of(line.get());
        if (!"N".equals(parameters.get("WITH_QUEUE"))) {
            boolean showOffline = !"N".equals(parameters.get("SHOW_OFFLINE"));
            LineFields.putQueue(fields, line.get(), call.portal().state(), showOffline);
            LineFields.putConfigQueue(fields, line.get());
        }
        return fields;
    }

    private static Object list(Call call) {
        Map<String, Object> params = call.parameters().array("PARAMS");
        Map<String, Object> options = call.parameters().array("OPTIONS");
        List<Object> select = List.copyOf(arrayOf(params, "select").values());
        TableQuery query = TableQuery.of(arrayOf(params, "filter"), arrayOf(params, "order"));
        List<Map<String, Object>> lines =
                call.portal().state().lines().stream().map(LineFields::of).toList();
        return query.select(lines).stream()
                .skip(Math.max(0, Php.intval(params.get("offset"))))
                .limit(params.get("limit") == null ? Long.MAX_VALUE : Math.max(0, Php.intval(params.get("limit"))))
                .map(fields -> shown(fields, select, options, call))
                .toList();
    }

    private static Map<String, Object> shown(
            Map<String, Object> fields, List<Object> select, Map<String, Object> options, Call call) {
        Map<String, Object> shown = new LinkedHashMap<>(fields);
        if (!select.isEmpty() && !select.contains("*")) {
            shown.keySet().retainAll(select);
        }
        Line line = call.portal().state().line(Php.intval(fields.get("ID"))).orElseThrow();
        if ("Y".equals(options.get("QUEUE"))) {
            LineFields.putQueue(shown, line, call.portal().state(), true);
        }
        if ("Y".equals(options.get("CONFIG_QUEUE"))) {
            LineFields.putConfigQueue(shown, line);
        }
        return shown;
    }

    private static Map<String, Object> arrayOf(Map<String, Object> params, String key) {
        Object value = params.get(key);
        if (value != null && !Php.isArray(value)) {
            throw Refused.with("INVALID_FORMAT", "Wrong format of " + key);
        }
        return Php.entries(value);
    }
}
