// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads forms in PHP's bracket syntax into maps, lists and text (§8.1), and nothing that PHP would not have written: a
 * name that comes twice, or is text here and a map there, is refused rather than guessed at.
 */
public final class PhpForm {
    /** Values and arrays in one form; PHP reads a thousand values by default. */
    static final int MOST_FIELDS = 10_000;
    /** Brackets behind one name. */
    static final int MOST_DEPTH = 32;
    /** Characters of a whole name, brackets included. */
    static final int LONGEST_NAME = 1_000;

    private final Map<String, Object> root = new LinkedHashMap<>();
    private int fields;

    private PhpForm() {}

    /**
     * Reads the body of a form.
     *
     * @return text, maps and lists of these; a map whose keys are 0 to n-1 in order is a list
     * @throws IllegalArgumentException if it is no form, or beyond the bounds; the text shows nothing of the body
     */
    public static Map<String, Object> read(byte[] body) {
        return read(body, body.length);
    }

    /** As {@link #read(byte[])}, of the first bytes. */
    public static Map<String, Object> read(byte[] body, int length) {
        PhpForm form = new PhpForm();
        int start = 0;
        for (int at = 0; at <= length; at++) {
            if (at == length || body[at] == '&') {
                if (at > start) {
                    form.pair(body, start, at);
                }
                start = at + 1;
            }
        }
        return form.shaped();
    }

    /**
     * Reads fields that somebody else has taken apart and decoded, by their whole names; as {@link #read(byte[])}
     * otherwise.
     *
     * @param decoded text, or a list of text for a name that came more than once
     */
    public static Map<String, Object> read(Map<?, ?> decoded) {
        return read(decoded, UnaryOperator.identity());
    }

    /**
     * Reads fields whose names somebody else has decoded, and not their values; as {@link #read(Map)} otherwise.
     *
     * @param raw text as it stood in the form, or a list of text for a name that came more than once
     */
    public static Map<String, Object> readRaw(Map<?, ?> raw) {
        return read(raw, value -> {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            return decode(bytes, 0, bytes.length);
        });
    }

    private static Map<String, Object> read(Map<?, ?> fields, UnaryOperator<String> decoding) {
        PhpForm form = new PhpForm();
        fields.forEach((name, value) -> {
            for (Object one : value instanceof Iterable<?> several ? several : List.of(value == null ? "" : value)) {
                form.add(String.valueOf(name), decoding.apply(String.valueOf(one)));
            }
        });
        return form.shaped();
    }

    private void pair(byte[] body, int from, int to) {
        int equals = from;
        while (equals < to && body[equals] != '=') {
            equals++;
        }
        add(decode(body, from, equals), equals < to ? decode(body, equals + 1, to) : "");
    }

    private void add(String name, String value) {
        count();
        List<String> path = path(name);
        Map<String, Object> parent = root;
        for (String key : path.subList(0, path.size() - 1)) {
            Object child = parent.computeIfAbsent(key(parent, key), k -> array());
            if (!(child instanceof Map<?, ?>)) {
                throw refusal("a name is a value and an array at once");
            }
            parent = Lenient.map(child);
        }
        if (parent.putIfAbsent(key(parent, path.get(path.size() - 1)), value) != null) {
            throw refusal("a name comes twice");
        }
    }

    private Map<String, Object> array() {
        count();
        return new LinkedHashMap<>();
    }

    private void count() {
        if (++fields > MOST_FIELDS) {
            throw refusal("more than " + MOST_FIELDS + " fields and arrays");
        }
    }

    /** Empty brackets mean the next free number; PHP's own writer always numbers. */
    private static String key(Map<String, Object> array, String key) {
        return key.isEmpty() ? Integer.toString(array.size()) : key;
    }

    private static List<String> path(String name) {
        if (name.length() > LONGEST_NAME) {
            throw refusal("a name of more than " + LONGEST_NAME + " characters");
        }
        int open = name.indexOf('[');
        if (name.isEmpty() || open == 0) {
            throw refusal("a field without a name");
        }
        if (open < 0) {
            return List.of(name);
        }
        List<String> path = new ArrayList<>();
        path.add(name.substring(0, open));
        while (open < name.length()) {
            int close = name.indexOf(']', open);
            if (close < 0 || name.charAt(open) != '[') {
                throw refusal("brackets that do not match");
            }
            if (path.size() > MOST_DEPTH) {
                throw refusal("more than " + MOST_DEPTH + " levels of brackets");
            }
            path.add(name.substring(open + 1, close));
            open = close + 1;
        }
        return path;
    }

    /**
     * Decodes a name or a value.
     *
     * @throws IllegalArgumentException if there is a percent sign without two digits
     */
    public static String decode(byte[] body, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            byte raw = body[at];
            if (raw == '%') {
                int high = at + 2 < to ? Character.digit(body[at + 1], 16) : -1;
                int low = at + 2 < to ? Character.digit(body[at + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw refusal("a broken percent sign");
                }
                plain[length++] = (byte) (high << 4 | low);
                at += 2;
            } else {
                plain[length++] = raw == '+' ? (byte) ' ' : raw;
            }
        }
        return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(plain, 0, length)).toString();
    }

    private Map<String, Object> shaped() {
        root.replaceAll((key, value) -> shape(value));
        return root;
    }

    private static Object shape(Object value) {
        if (!(value instanceof Map<?, ?>)) {
            return value;
        }
        Map<String, Object> map = Lenient.map(value);
        map.replaceAll((key, inner) -> shape(inner));
        int next = 0;
        for (String key : map.keySet()) {
            if (!key.equals(Integer.toString(next++))) {
                return map;
            }
        }
        return new ArrayList<>(map.values());
    }

    private static IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException("not a form of the portal: " + reason);
    }
}
