// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.List;

/**
 * Stands in a parameter of a grouped call for a part of an earlier call's result (§4.1); the portal puts it in.
 *
 * <p>It never stands alone but behind a text: a reference whose part is missing, since the earlier call was refused, then stays the
 * text it is and no number. Alone it would become an array, which PHP takes for the number 1, and so for chat 1 (§1.9).
 *
 * @param prefix what goes before it, not empty: {@code 0} before a number, which PHP skips, {@code chat} before a dialog
 * @param call the position in the group of the call that is meant, from 0
 * @param path the names that lead to the part, empty for the whole result, which has to be a number or a text then
 */
public record Reference(String prefix, int call, List<String> path) {
    public Reference {
        if (prefix.isEmpty() || call < 0) {
            throw new IllegalArgumentException("A reference needs a prefix and a call");
        }
        path = List.copyOf(path);
    }

    /** A number out of the result of an earlier call. */
    public static Reference toNumber(int call, String... path) {
        return new Reference("0", call, List.of(path));
    }

    /** The same part behind another text. */
    public Reference behind(String otherPrefix) {
        return new Reference(otherPrefix, call, path);
    }

    /** As the portal reads it, the call known by that key. */
    public String text(String key) {
        StringBuilder text =
                new StringBuilder(prefix).append("$result[").append(key).append(']');
        path.forEach(name -> text.append('[').append(name).append(']'));
        return text.toString();
    }
}
