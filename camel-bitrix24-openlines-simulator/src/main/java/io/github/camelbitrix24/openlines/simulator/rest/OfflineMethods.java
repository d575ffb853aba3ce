// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.portal.OfflineQueue;
import io.github.camelbitrix24.openlines.simulator.portal.OfflineRow;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code event.offline.*}: the queue of an application whose administrator calls (§9.2). */
final class OfflineMethods {

    private static final int PAGE = 50;
    private static final Set<String> FIELDS = Set.of("ID", "TIMESTAMP_X", "EVENT_NAME", "MESSAGE_ID");

    private OfflineMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row("get", OfflineMethods::get),
                row("clear", OfflineMethods::clear),
                row("error", OfflineMethods::error),
                row("list", OfflineMethods::list));
    }

    private static RestMethod row(String name, RestMethod.Handler handler) {
        return new RestMethod("event.offline." + name, Set.of(), KeyCase.ANY, call -> {
            call.requireApp();
            if (!call.caller().admin()) {
                throw Refused.forbidden("ACCESS_DENIED", "Access denied!");
            }
            return handler.handle(call);
        });
    }

    private static Object get(Call call) {
        Parameters parameters = call.parameters();
        long limit = parameters.has("LIMIT") ? parameters.intval("LIMIT") : PAGE;
        if (limit <= 0) {
            throw Refused.argument("LIMIT", "The value of an argument 'LIMIT' must be greater than 0");
        }
        boolean clear = !parameters.has("CLEAR") || parameters.intval("CLEAR") != 0;
        if (!clear && call.portal().state().is(PortalSwitch.NO_OFFLINE_RESERVATION)) {
            throw Refused.forbidden(
                    "WRONG_LICENSE", "This feature is not enabled for the current license: rest_offline_extended");
        }
        parameters.passOver("ERROR", "AUTH_CONNECTOR");
        String process = parameters.text("PROCESS_ID");
        if (process.isEmpty()) {
            return clear ? take(call, limit) : reserve(call, limit);
        }
        return again(call, process, clear, limit);
    }

    /** At most once: the rows are gone when the answer leaves. */
    private static Object take(Call call, long limit) {
        List<OfflineRow> taken = first(free(call), call, limit);
        queue(call).remove(taken);
        return answer(null, taken, call);
    }

    private static Object reserve(Call call, long limit) {
        refuseArrays(call);
        List<OfflineRow> reserved = first(free(call), call, limit);
        return answer(queue(call).reserve(reserved), reserved, call);
    }

    /** A trap: with clear=1 all rows of the process go, also those beyond the limit (§9.2). */
    private static Object again(Call call, String process, boolean clear, long limit) {
        String client = call.requireApp().clientId();
        List<OfflineRow> shown = first(queue(call).ofProcess(client, process), call, limit);
        if (clear) {
            queue(call).removeProcess(client, process);
        }
        return answer(process, shown, call);
    }

    private static List<OfflineRow> free(Call call) {
        boolean failed = call.parameters().intval("ERROR") == 1;
        return own(call).stream()
                .filter(row -> row.processId().isEmpty() && row.hasError() == failed)
                .toList();
    }

    private static void refuseArrays(Call call) {
        if (call.parameters().array("FILTER").values().stream().anyMatch(Php::isArray)) {
            throw Refused.argument("FILTER", "The value of an argument 'FILTER' must not hold arrays");
        }
    }

    private static List<OfflineRow> first(Collection<OfflineRow> rows, Call call, long limit) {
        return select(rows, call).stream().limit(limit).toList();
    }

    private static List<OfflineRow> select(Collection<OfflineRow> rows, Call call) {
        Map<String, OfflineRow> byId = rows.stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.id()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        Map<String, Object> filter = upperCase(call.parameters().array("FILTER"));
        Map<String, Object> order =
                new LinkedHashMap<>(upperCase(call.parameters().array("ORDER")));
        order.keySet().retainAll(FIELDS);
        if (order.isEmpty()) {
            order.put("TIMESTAMP_X", "ASC");
        }
        order.putIfAbsent("ID", "ASC");
        ZoneId zone = call.portal().zone();
        return TableQuery.of(filter, order)
                .select(byId.values().stream().map(row -> fields(row, zone)).toList())
                .stream()
                .map(fields -> byId.get(Php.text(fields.get("ID"))))
                .toList();
    }

    private static Map<String, Object> upperCase(Map<String, Object> given) {
        Map<String, Object> upper = new LinkedHashMap<>();
        given.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
        return upper;
    }

    private static Object answer(String process, List<OfflineRow> rows, Call call) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("process_id", process);
        answer.put(
                "events",
                rows.stream().map(row -> fields(row, call.portal().zone())).toList());
        return answer;
    }

    private static Map<String, Object> fields(OfflineRow row, ZoneId zone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", String.valueOf(row.id()));
        fields.put("TIMESTAMP_X", PortalTime.iso(row.time(), zone));
        fields.put("EVENT_NAME", row.event());
        fields.put("EVENT_DATA", Map.of().equals(row.data()) ? false : row.data());
        fields.put("EVENT_ADDITIONAL", row.userId() == 0 ? false : Map.of("user_id", row.userId()));
        fields.put("MESSAGE_ID", row.messageId());
        return fields;
    }

    /** A trap: an empty list of ids clears the whole process (§9.2). */
    private static Object clear(Call call) {
        Parameters parameters = call.parameters();
        String process = process(call);
        Set<String> ids = texts(parameters.list("ID"));
        Set<String> messageIds = texts(parameters.list("MESSAGE_ID"));
        if (!ids.isEmpty() && !messageIds.isEmpty()) {
            boolean idWins = call.portal().state().is(PortalSwitch.OFFLINE_CLEAR_ID_WINS);
            (idWins ? messageIds : ids).clear();
        }
        List<OfflineRow> cleared = queue(call).ofProcess(call.requireApp().clientId(), process).stream()
                .filter(row -> ids.isEmpty() || ids.contains(String.valueOf(row.id())))
                .filter(row -> messageIds.isEmpty() || messageIds.contains(row.messageId()))
                .toList();
        queue(call).remove(cleared);
        return true;
    }

    private static Object error(Call call) {
        String process = process(call);
        Set<String> messageIds = texts(call.parameters().list("MESSAGE_ID"));
        if (messageIds.isEmpty()) {
            throw Refused.missingArgument("MESSAGE_ID");
        }
        queue(call).fail(call.requireApp().clientId(), process, messageIds);
        return true;
    }

    private static Object list(Call call) {
        List<OfflineRow> found = select(own(call), call);
        ZoneId zone = call.portal().zone();
        long from = Math.max(0, call.start());
        List<Map<String, Object>> page = found.stream()
                .skip(from)
                .limit(PAGE)
                .map(row -> {
                    Map<String, Object> fields = fields(row, zone);
                    fields.put("PROCESS_ID", row.processId());
                    fields.put("ERROR", row.hasError() ? "1" : "0");
                    return fields;
                })
                .toList();
        return new RestAnswer.Success(
                page, from + PAGE < found.size() ? (Long) (from + PAGE) : null, (long) found.size());
    }

    private static String process(Call call) {
        String process = call.parameters().text("PROCESS_ID");
        if (process.isEmpty()) {
            throw Refused.missingArgument("PROCESS_ID");
        }
        return process;
    }

    private static Set<String> texts(List<Object> values) {
        return values.stream().map(Php::text).collect(Collectors.toSet());
    }

    private static List<OfflineRow> own(Call call) {
        AppRef app = call.requireApp();
        return queue(call).rows(app.clientId(), call.queueLabel());
    }

    private static OfflineQueue queue(Call call) {
        return call.portal().events().offline();
    }
}
