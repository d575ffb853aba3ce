// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code imopenlines.config.*}: the lines of the portal (§7.5). */
final class ConfigMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);

    private static final long DOCUMENTED_LIMIT = 50;
    private static final long HIGHEST_DOCUMENTED_LIMIT = 200;

    private ConfigMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("imopenlines.config.get", SCOPE, KeyCase.EXACT, ConfigMethods::get),
                new RestMethod("imopenlines.config.list.get", SCOPE, KeyCase.EXACT, ConfigMethods::list),
                new RestMethod("imopenlines.config.add", SCOPE, KeyCase.EXACT, ConfigMethods::add),
                new RestMethod("imopenlines.config.update", SCOPE, KeyCase.EXACT, ConfigMethods::update),
                new RestMethod("imopenlines.config.delete", SCOPE, KeyCase.EXACT, ConfigMethods::delete),
                new RestMethod("imopenlines.config.path.get", SCOPE, KeyCase.EXACT, ConfigMethods::path));
    }

    /** False when the settings are no array. */
    private static Object add(Call call) {
        if (!Php.isArray(call.parameters().get("PARAMS"))) {
            return false;
        }
        PortalState state = call.portal().state();
        long id = state.newLineId();
        write(Line.fresh(id, "Open Channel " + id), call);
        return id;
    }

    private static Object update(Call call) {
        Optional<Line> line = writable(call);
        line.ifPresent(found -> write(found, call));
        return line.isPresent();
    }

    private static void write(Line line, Call call) {
        LineUpdate update = new LineUpdate(call.parameters().array("PARAMS"));
        PortalState state = call.portal().state();
        state.put(update.apply(line));
        update.keepRest(line.id(), state.lineExtras());
    }

    private static Object delete(Call call) {
        Optional<Line> line = writable(call);
        line.ifPresent(call.portal().lines()::delete);
        return line.isPresent();
    }

    private static Optional<Line> writable(Call call) {
        long id = lineId(call);
        if (!call.caller().admin()) {
            throw Refused.forbidden("CONFIG_WRONG_USER_PERMISSION", "You do not have permission to change this line");
        }
        return call.portal().state().line(id);
    }

    private static Object path(Call call) {
        Map<String, Object> path = new LinkedHashMap<>();
        path.put("SERVER_ADDRESS", call.portal().address().url());
        path.put("PUBLIC_PATH", "/contact_center/");
        return path;
    }

    private static long lineId(Call call) {
        long id = call.parameters().intval("CONFIG_ID");
        if (id <= 0) {
            throw Refused.with("CONFIG_ID_EMPTY", "Config ID can't be empty");
        }
        return id;
    }

    /** The settings, or {@code false} for a line that does not exist. */
    private static Object get(Call call) {
        Parameters parameters = call.parameters();
        Optional<Line> line = call.portal().state().line(lineId(call));
        if (line.isEmpty()) {
            return false;
        }
        Map<String, Object> fields = fields(line.get(), call.portal().state());
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
        List<Map<String, Object>> lines = call.portal().state().lines().stream()
                .map(line -> fields(line, call.portal().state()))
                .toList();
        return query.select(lines).stream()
                .skip(Math.max(0, Php.intval(params.get("offset"))))
                .limit(limit(params.get("limit"), call.portal().state().is(PortalSwitch.STRICT_CONFIG_LIST)))
                .map(fields -> shown(fields, select, options, call))
                .toList();
    }

    private static long limit(Object given, boolean strict) {
        if (given == null) {
            return strict ? DOCUMENTED_LIMIT : Long.MAX_VALUE;
        }
        long limit = Php.intval(given);
        if (strict && (limit < 1 || limit > HIGHEST_DOCUMENTED_LIMIT)) {
            throw Refused.with("INVALID_FORMAT", "Wrong format of limit");
        }
        return Math.max(0, limit);
    }

    private static Map<String, Object> fields(Line line, PortalState state) {
        Map<String, Object> fields = LineFields.of(line);
        fields.putAll(state.lineExtras().of(line.id()));
        return fields;
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
