// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code user.*} and {@code profile}: the people of the portal (§7.8, §7.9). */
final class UserMethods {

    private static final int PAGE = 50;
    private static final List<String> SEARCHED = List.of("NAME", "LAST_NAME", "WORK_POSITION");
    private static final Set<String> NOT_A_FILTER = Set.of("FILTER", "SORT", "ORDER", "SELECT", "ADMIN_MODE");

    private UserMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("user.get", Scopes.USERS, KeyCase.ANY, UserMethods::get),
                new RestMethod("user.search", Scopes.USERS, KeyCase.ANY, UserMethods::search),
                new RestMethod("user.current", Scopes.USERS, KeyCase.ANY, UserMethods::current),
                new RestMethod("profile", Set.of(), KeyCase.ANY, UserMethods::profile));
    }

    private static Object get(Call call) {
        List<Map<String, Object>> found = TableQuery.of(filter(call.parameters()), order(call.parameters()))
                .select(people(call));
        return page(found, call);
    }

    private static List<Map<String, Object>> people(Call call) {
        PortalState state = call.portal().state();
        return state.users().stream()
                .filter(user -> user.kind() != UserKind.BOT && user.kind() != UserKind.CONNECTOR)
                .map(user -> UserFields.of(user, state))
                .toList();
    }

    /** Nobody found is an empty list without a total; start -1 asks for no count (§1.12). */
    private static Object page(List<Map<String, Object>> found, Call call) {
        if (found.isEmpty()) {
            return List.of();
        }
        boolean counted = call.start() >= 0;
        long from = Math.max(0, call.start());
        List<Map<String, Object>> page = found.stream()
                .skip(from)
                .limit(PAGE)
                .map(fields -> shown(fields, call))
                .toList();
        boolean more = counted && from + PAGE < found.size();
        return new RestAnswer.Success(page, more ? from + PAGE : null, counted ? (long) found.size() : null);
    }

    private static Map<String, Object> shown(Map<String, Object> fields, Call call) {
        Map<String, Object> shown = UserFields.within(call.scopes(), fields);
        List<Object> select = call.parameters().list("SELECT");
        if (!select.isEmpty() && !select.contains("*")) {
            shown.keySet().retainAll(select);
        }
        return shown;
    }

    /** Active employees, by parts of their fields or by FIND in all of them. */
    private static Object search(Call call) {
        Parameters parameters = call.parameters();
        Map<String, Object> wanted = new LinkedHashMap<>(parameters.asMap());
        wanted.putAll(parameters.array("FILTER"));
        String find = Php.text(wanted.get("FIND"));
        PortalState state = call.portal().state();
        List<Map<String, Object>> found = people(call).stream()
                .filter(fields -> Boolean.TRUE.equals(fields.get("ACTIVE")))
                .filter(fields -> SEARCHED.stream()
                        .allMatch(name -> contains(Php.text(fields.get(name)), Php.text(wanted.get(name)))))
                .filter(fields -> contains(departments(fields, state), Php.text(wanted.get("UF_DEPARTMENT_NAME"))))
                .filter(fields ->
                        Stream.of(find.split("\\s+")).allMatch(word -> contains(fullText(fields, state), word)))
                .toList();
        return page(TableQuery.of(Map.of(), order(parameters)).select(found), call);
    }

    private static String fullText(Map<String, Object> fields, PortalState state) {
        return fields.get("NAME") + " " + fields.get("LAST_NAME") + " " + fields.get("EMAIL") + " "
                + fields.get("WORK_POSITION") + " " + departments(fields, state);
    }

    private static String departments(Map<String, Object> fields, PortalState state) {
        return Php.entries(fields.get("UF_DEPARTMENT")).values().stream()
                .map(id -> state.departments().nameOf(Php.intval(id)))
                .collect(Collectors.joining(" "));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** Conditions stand in FILTER or beside it. */
    private static Map<String, Object> filter(Parameters parameters) {
        Map<String, Object> filter = new LinkedHashMap<>(parameters.asMap());
        filter.keySet().removeAll(NOT_A_FILTER);
        filter.putAll(parameters.array("FILTER"));
        filter.replaceAll((key, value) -> key.toUpperCase(Locale.ROOT).endsWith("ACTIVE") ? activeFlag(value) : value);
        return filter;
    }

    /** ACTIVE is asked for as a boolean or as Y and N. */
    private static Object activeFlag(Object value) {
        String text = Php.text(value);
        return text.equalsIgnoreCase("Y") || text.equalsIgnoreCase("true") || text.equals("1");
    }

    private static Map<String, Object> order(Parameters parameters) {
        return parameters.has("SORT") ? Map.of(parameters.text("SORT"), parameters.text("ORDER")) : Map.of("ID", "ASC");
    }

    private static Object current(Call call) {
        return UserFields.within(
                call.scopes(), UserFields.of(call.caller(), call.portal().state()));
    }

    private static Object profile(Call call) {
        User caller = call.caller();
        Map<String, Object> profile = new TreeMap<>();
        profile.put("ID", String.valueOf(caller.id()));
        profile.put("ADMIN", caller.admin());
        profile.put("NAME", caller.firstName());
        profile.put("LAST_NAME", caller.lastName());
        profile.put("PERSONAL_GENDER", "");
        profile.put("TIME_ZONE", call.portal().zone().getId());
        return profile;
    }
}
