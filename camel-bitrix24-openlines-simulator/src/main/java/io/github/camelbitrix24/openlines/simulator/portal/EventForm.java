// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an event as the portal posts it: PHP brackets, all scalars as text, nulls and empty arrays left out (§8.1). */
final class EventForm {

    private final Map<String, String> fields = new LinkedHashMap<>();

    private final boolean nullAsText;

    EventForm() {
        this(false);
    }

    /** With the switch, a null is an empty text (§8.1). */
    EventForm(boolean nullAsText) {
        this.nullAsText = nullAsText;
    }

    EventForm add(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> add(name + "[" + key + "]", item));
        } else if (value instanceof Collection<?> list) {
            int position = 0;
            for (Object item : list) {
                add(name + "[" + position++ + "]", item);
            }
        } else if (value instanceof Boolean flag) {
            fields.put(name, flag ? "1" : "0");
        } else if (value != null) {
            fields.put(name, value.toString());
        } else if (nullAsText) {
            fields.put(name, "");
        }
        return this;
    }

    String encoded() {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> {
            if (body.length() > 0) {
                body.append('&');
            }
            body.append(encode(name)).append('=').append(encode(value));
        });
        return body.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
