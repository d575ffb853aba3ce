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

/** {@code user.*} and {@code profile}: the people of the portal (§7.8, §7.9). */
final class UserMethods {

    private static final int PAGE = 50;
    private static final Set<String> NOT_A_FILTER = Set.of("FILTER", "SORT", "ORDER", "SELECT", "ADMIN_MODE");

    private UserMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("user.get", Scopes.USERS, KeyCase.ANY, UserMethods::get),
                new RestMethod("user.current", Scopes.USERS, KeyCase.ANY, UserMethods::current),
                new RestMethod("profile", Set.of(), KeyCase.ANY, UserMethods::profile));
    }

    private static Object get(Call call) {
        PortalState state = call.portal().state();
        List<Map<String, Object>> people = state.users().stream()
                .filter(user -> user.kind() != UserKind.BOT && user.kind() != UserKind.CONNECTOR)
                .map(user -> fields(user, state))
                .toList();
        List<Map<String, Object>> found = TableQuery.of(filter(call.parameters()), order(call.parameters()))
                .select(people);
        if (found.isEmpty()) {
            return List.of();
        }
        boolean counted = call.start() >= 0;
        long from = Math.max(0, call.start());
        List<Map<String, Object>> page = found.stream().skip(from).limit(PAGE).toList();
        boolean more = counted && from + PAGE < found.size();
        return new RestAnswer.Success(page, more ? from + PAGE : null, counted ? (long) found.size() : null);
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
        return fields(call.caller(), call.portal().state());
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

    private static Map<String, Object> fields(User user, PortalState state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", String.valueOf(user.id()));
        fields.put("ACTIVE", user.kind() != UserKind.INACTIVE);
        fields.put("NAME", user.firstName());
        fields.put("LAST_NAME", user.lastName());
        fields.put("EMAIL", "user" + user.id() + "@portal.example");
        fields.put("IS_ONLINE", state.isOnline(user.id()) ? "Y" : "N");
        fields.put("USER_TYPE", user.kind() == UserKind.EXTRANET ? "extranet" : "employee");
        fields.put("WORK_POSITION", "");
        fields.put("UF_DEPARTMENT", user.kind() == UserKind.EXTRANET ? List.of() : List.of(1));
        return fields;
    }
}
