// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the portal finds the chat of a dialog that is known by another id.
 *
 * @param read the call whose result holds the chat; it changes nothing
 * @param path the names that lead to the chat in the result; empty if the result is the chat
 */
public record Lookup(RestCall read, List<String> path) {

    /** A dialog by a session or a user code (§7.1). */
    public static Lookup dialog(String name, Object value) {
        return new Lookup(RestCall.reading("imopenlines.dialog.get", Map.of(name, value)), List.of("id"));
    }

    /** The latest chat of a CRM entity (§7.3). */
    public static Lookup crm(Object type, Object entity) {
        return new Lookup(
                RestCall.reading(
                        "imopenlines.crm.chat.getLastId", Map.of("CRM_ENTITY_TYPE", type, "CRM_ENTITY", entity)),
                List.of());
    }

    /** Stands for the chat in a call that goes behind {@link #read} in its group. */
    public Reference reference() {
        return new Reference("0", 0, path);
    }

    /** The chat that the portal's answer names, empty if it names none. */
    public Optional<Long> chatIn(Object result) {
        Object found = result;
        for (String name : path) {
            found = Lenient.map(found).get(name);
        }
        return Lenient.number(found).filter(chat -> chat > 0);
    }
}
