// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads query strings and form bodies into nested arrays as PHP does: {@code a[b][]=x} (§1.2). */
public final class PhpForm {

    private final Map<String, Object> values = new LinkedHashMap<>();

    public static Map<String, Object> parse(String encoded) {
        PhpForm form = new PhpForm();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                form.addPair(pair);
            }
        }
        return form.values();
    }

    private void addPair(String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        if (!name.isEmpty()) {
            add(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    /** Adds one decoded field; brackets in its name make it part of an array. */
    public void add(String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket <= 0 || name.indexOf(']', bracket) < 0) {
            values.put(variableName(name), value);
            return;
        }
        Map<String, Object> array = child(values, variableName(name.substring(0, bracket)));
        String rest = name.substring(bracket);
        int close = rest.indexOf(']');
        while (close + 1 < rest.length() && rest.charAt(close + 1) == '[' && rest.indexOf(']', close + 1) > 0) {
            array = child(array, rest.substring(1, close));
            rest = rest.substring(close + 1);
            close = rest.indexOf(']');
        }
        array.put(keyIn(array, rest.substring(1, close)), value);
    }

    /** The fields read so far; arrays with the keys 0 to n-1 are lists. */
    public Map<String, Object> values() {
        Map<String, Object> shaped = new LinkedHashMap<>();
        values.forEach((name, value) -> shaped.put(name, Php.jsonShape(value)));
        return shaped;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        String key = keyIn(parent, name);
        if (!(parent.get(key) instanceof Map)) {
            parent.put(key, new LinkedHashMap<String, Object>());
        }
        return (Map<String, Object>) parent.get(key);
    }

    /** An empty pair of brackets means the next free number. */
    private static String keyIn(Map<String, Object> array, String name) {
        if (!name.isEmpty()) {
            return name;
        }
        long next = array.keySet().stream()
                        .filter(key -> key.matches("\\d{1,9}"))
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(-1)
                + 1;
        return String.valueOf(next);
    }

    private static String variableName(String name) {
        return name.stripLeading().replace('.', '_').replace(' ', '_');
    }

    /** Percent decoding that leaves what it cannot decode as it is. */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < raw.length; at++) {
            if (raw[at] == '+') {
                bytes.write(' ');
            } else if (raw[at] == '%' && at + 2 < raw.length && hex(raw[at + 1]) >= 0 && hex(raw[at + 2]) >= 0) {
                bytes.write(hex(raw[at + 1]) * 16 + hex(raw[at + 2]));
                at += 2;
            } else {
                bytes.write(raw[at]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
