// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes parameters as the query of a batch command, in PHP's bracket syntax (§4.1). */
public final class PhpQuery {
    private PhpQuery() {}

    /**
     * Writes parameters, each value encoded once; booleans become 1 and 0.
     *
     * @param parameters text, numbers, booleans, maps and lists of these; none null or empty, since PHP's syntax cannot say so
     */
    public static String write(Map<String, ?> parameters) {
        StringJoiner query = new StringJoiner("&");
        parameters.forEach((name, value) -> write(query, encode(name), value));
        return query.toString();
    }

    private static void write(StringJoiner query, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> write(query, name + "%5B" + encode(key.toString()) + "%5D", inner));
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                write(query, name + "%5B" + index + "%5D", list.get(index));
            }
        } else {
            query.add(name + "=" + encode(text(value)));
        }
    }

    private static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return value.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
