// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
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
    static Lookup dialog(Parameter kind, Object value) {
        return new Lookup(RestCall.reading("imopenlines.dialog.get", Map.of(kind.name(), value)), List.of("id"));
    }

    /** The latest chat of a CRM entity (§7.3). */
    static Lookup crm(Object type, Object entity) {
        return new Lookup(
                RestCall.reading(
                        "imopenlines.crm.chat.getLastId",
                        Map.of(Parameter.CRM_ENTITY_TYPE.name(), type, Parameter.CRM_ENTITY.name(), entity)),
                List.of());
    }

    /** The chat that the portal's answer names, empty if it names none. */
    public Optional<Long> chatIn(Object result) {
        Object found = result;
        for (String name : path) {
            found = Lenient.map(found).get(name);
        }
        return Ids.chat(found);
    }
}
