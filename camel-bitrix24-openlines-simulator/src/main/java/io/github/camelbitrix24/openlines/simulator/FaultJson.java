// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faults as JSON and back, such as {@code {"kind":"status","http":503,"code":"QUERY_LIMIT_EXCEEDED"}}. */
public final class FaultJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KINDS = List.of(
            "status",
            "error",
            "result",
            "html",
            "raw",
            "redirect",
            "moved",
            "cut",
            "halfBody",
            "slow",
            "emptyBody",
            "dropped");

    private FaultJson() {}

    /** The fault as JSON text. */
    public static String write(Fault fault) {
        try {
            return JSON.writeValueAsString(asMap(fault));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The result of a fault cannot be written as JSON: " + fault, e);
        }
    }

    /** @throws IllegalArgumentException if the text is no JSON object, or not that of a fault */
    public static Fault read(String json) {
        try {
            return JSON.readValue(json, Object.class) instanceof Map<?, ?> fields ? of(fields) : unknown(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A fault is a JSON object, not " + json, e);
        }
    }

    /** The fault that these fields describe. */
    public static Fault of(Map<?, ?> fields) {
        return switch (String.valueOf(fields.get("kind"))) {
            case "status" ->
                Fault.status(number(fields, "http"), text(fields, "code"), optional(fields, "description"));
            case "error" -> Fault.error(text(fields, "code"));
            case "result" -> Fault.result(fields.get("json"));
            case "html" -> Fault.html(number(fields, "http"));
            case "raw" -> Fault.raw(number(fields, "http"), text(fields, "contentType"), text(fields, "body"));
            case "redirect" -> Fault.redirect(text(fields, "location"));
            case "moved" -> Fault.moved(text(fields, "baseUrl"));
            case "cut" -> flag(fields, "executed") ? Fault.cutAfterExecution() : Fault.cutBeforeExecution();
            case "halfBody" -> Fault.halfBody();
            case "slow" -> Fault.slow(Duration.ofMillis(number(fields, "millis")));
            case "emptyBody" -> Fault.emptyBody();
            case "dropped" ->
                flag(fields, "executed") ? Fault.droppedFromBatch() : Fault.droppedFromBatchBeforeExecution();
            default -> unknown(String.valueOf(fields.get("kind")));
        };
    }

    /** The fault as the fields of its JSON. */
    public static Map<String, Object> asMap(Fault fault) {
        if (fault instanceof Fault.Status status) {
            return map("status", "http", status.http(), "code", status.code(), "description", status.description());
        }
        if (fault instanceof Fault.Error error) {
            return map("error", "code", error.code());
        }
        if (fault instanceof Fault.Result result) {
            return map("result", "json", result.json());
        }
        if (fault instanceof Fault.Raw raw) {
            return map("raw", "http", raw.http(), "contentType", raw.contentType(), "body", raw.body());
        }
        if (fault instanceof Fault.Redirect redirect) {
            return map("redirect", "location", redirect.location());
        }
        if (fault instanceof Fault.Moved moved) {
            return map("moved", "baseUrl", moved.baseUrl());
        }
        if (fault instanceof Fault.Cut cut) {
            return map("cut", "executed", cut.executed());
        }
        if (fault instanceof Fault.Slow slow) {
            return map("slow", "millis", slow.delay().toMillis());
        }
        if (fault instanceof Fault.Dropped dropped) {
            return map("dropped", "executed", dropped.executed());
        }
        return map(fault instanceof Fault.HalfBody ? "halfBody" : "emptyBody");
    }

    private static Map<String, Object> map(String kind, Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static int number(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Integer number) {
            return number;
        }
        throw missing(fields, name, "a whole number");
    }

    private static String text(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw missing(fields, name, "a text");
    }

    private static String optional(Map<?, ?> fields, String name) {
        return fields.get(name) == null ? "" : text(fields, name);
    }

    private static boolean flag(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw missing(fields, name, "true or false");
    }

    private static IllegalArgumentException missing(Map<?, ?> fields, String name, String what) {
        return new IllegalArgumentException("A fault of kind " + fields.get("kind") + " needs " + name + " as " + what
                + ", not " + fields.get(name));
    }

    private static Fault unknown(String what) {
        throw new IllegalArgumentException("A fault is a JSON object with a kind, one of " + KINDS + ", not " + what);
    }
}
