// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A user as {@code user.*} shows it, as far as the caller's scope lets it (§7.8). */
final class UserFields {

    private static final Set<String> BRIEF =
            Set.of("ID", "ACTIVE", "NAME", "LAST_NAME", "IS_ONLINE", "USER_TYPE", "WORK_POSITION", "UF_DEPARTMENT");

    private UserFields() {}

    static Map<String, Object> of(User user, PortalState state) {
        boolean outside = user.kind() == UserKind.EXTRANET;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", String.valueOf(user.id()));
        fields.put("ACTIVE", user.kind() != UserKind.INACTIVE);
        fields.put("NAME", user.firstName());
        fields.put("LAST_NAME", user.lastName());
        fields.put("EMAIL", "user" + user.id() + "@portal.example");
        fields.put("IS_ONLINE", state.isOnline(user.id()) ? "Y" : "N");
        fields.put("USER_TYPE", outside ? "extranet" : "employee");
        fields.put("WORK_POSITION", state.departments().positionOf(user.id()));
        fields.put("UF_DEPARTMENT", outside ? List.of() : state.departments().of(user.id()));
        return fields;
    }

    /** The scopes {@code user_brief} and {@code user_basic} alone show less; only {@code user_brief} hides the address. */
    static Map<String, Object> within(Set<String> scopes, Map<String, Object> fields) {
        Map<String, Object> shown = new LinkedHashMap<>(fields);
        if (!scopes.contains("user") && !scopes.contains("user_basic")) {
            shown.keySet().retainAll(BRIEF);
        }
        return shown;
    }
}
