// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
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

    /**
     * A call.
     *
     * @throws B24InvalidRequestException if a text in it has half a surrogate pair: JSON cannot say that, and a batch would change it
     */
    public RestCall {
        parameters.forEach((name, value) -> refuseHalves(method, name, value));
    }

    private static void refuseHalves(String method, Object name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((inner, each) -> refuseHalves(method, inner, each));
        } else if (value instanceof Iterable<?> list) {
            list.forEach(each -> refuseHalves(method, name, each));
        } else if (value instanceof CharSequence text && text.codePoints().anyMatch(RestCall::isHalf)) {
            throw new B24InvalidRequestException(
                    method + ": the text of " + name + " has half a surrogate pair (U+D800 to U+DFFF),"
                            + " which cannot be sent: it was cut in the middle of a sign. Cut it by code points");
        }
    }

    private static boolean isHalf(int sign) {
        return Character.getType(sign) == Character.SURROGATE;
    }

    /** A call that only reads and keeps no chat's order. */
    public static RestCall reading(String method, Map<String, Object> parameters) {
        return new RestCall(method, parameters, null, false);
    }

    @Override
    public String toString() {
        return "RestCall[" + method + parameters.keySet() + "]";
    }
}
