// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.Map;

/**
 * One call of a REST method.
 *
 * @param method the full name, {@code imopenlines.operator.answer} say
 * @param parameters by the names the portal expects; may hold a secret, so no text of a call shows values
 * @param chatId the chat whose order the call keeps, null if it belongs to none
 * @param changesState whether a repetition could do something twice
 */
public record RestCall(String method, Map<String, Object> parameters, Long chatId, boolean changesState) {

    /** A call that only reads and keeps no chat's order. */
    public static RestCall reading(String method, Map<String, Object> parameters) {
        return new RestCall(method, parameters, null, false);
    }

    @Override
    public String toString() {
        return "RestCall[" + method + parameters.keySet() + "]";
    }
}
