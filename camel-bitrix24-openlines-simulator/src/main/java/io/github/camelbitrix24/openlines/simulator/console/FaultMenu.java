// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.ScriptedFault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The faults that can be injected with a click, and the words for any fault. */
enum FaultMenu {
    LIMIT("503 QUERY_LIMIT_EXCEEDED", Fault.status(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")),
    OPERATING(
            "429 OPERATION_TIME_LIMIT",
            Fault.status(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")),
    CUT("cut after execution", Fault.cutAfterExecution()),
    HTML("HTML page, 502", Fault.html(502)),
    FALSE("result: false", Fault.result(false));

    private final String label;
    private final Fault fault;

    FaultMenu(String label, Fault fault) {
        this.label = label;
        this.fault = fault;
    }

    record Item(String key, String label) {}

    static List<Item> items() {
        return Arrays.stream(values())
                .map(entry -> new Item(entry.key(), entry.label))
                .toList();
    }

    static Fault byKey(String key) {
        return Arrays.stream(values())
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown fault '" + key + "'; known: "
                        + Arrays.stream(values()).map(FaultMenu::key).toList()))
                .fault;
    }

    /** The fault's words, with its chance if it does not strike every time. */
    static String label(ScriptedFault trap) {
        String label = label(trap.fault());
        return trap.probability() < 1 ? label + ", at " + Math.round(trap.probability() * 100) + " %" : label;
    }

    static String label(Fault fault) {
        for (FaultMenu entry : values()) {
            if (entry.fault.equals(fault)) {
                return entry.label;
            }
        }
        if (fault instanceof Fault.Status status) {
            return (status.http() + " " + status.code()).strip();
        } else if (fault instanceof Fault.Raw raw) {
            return raw.http() + " " + raw.contentType();
        } else if (fault instanceof Fault.Cut cut) {
            return cut.executed() ? CUT.label : "cut before execution";
        }
        return words(fault.getClass().getSimpleName());
    }

    private static String words(String className) {
        return className.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
