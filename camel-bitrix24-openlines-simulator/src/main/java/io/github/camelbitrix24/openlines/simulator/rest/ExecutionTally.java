// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often methods ran, alone and for each chat; unlike a journal it forgets nothing. */
public final class ExecutionTally {

    private static final Pattern DIALOG = Pattern.compile("chat(\\d+)");

    private final ConcurrentMap<String, Row> rows = new ConcurrentHashMap<>();

    private static final class Row {
        private final LongAdder executed = new LongAdder();
        private final ConcurrentMap<Long, LongAdder> byChat = new ConcurrentHashMap<>();
        private final ConcurrentMap<Long, LongAdder> doneByChat = new ConcurrentHashMap<>();
    }

    void add(Execution execution) {
        Row row = rows.computeIfAbsent(key(execution.restMethod()), method -> new Row());
        row.executed.increment();
        long chatId = chatOf(execution.parameters());
        if (chatId > 0) {
            increment(row.byChat, chatId);
            if (execution.outcome() instanceof Outcome.Done) {
                increment(row.doneByChat, chatId);
            }
        }
    }

    private static void increment(ConcurrentMap<Long, LongAdder> counts, long chatId) {
        counts.computeIfAbsent(chatId, chat -> new LongAdder()).increment();
    }

    /** The chat that a call names as {@code CHAT_ID}, or as a dialog {@code chat1763}; 0 for none. */
    private static long chatOf(Map<String, Object> parameters) {
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            switch (parameter.getKey().toUpperCase(Locale.ROOT)) {
                case "CHAT_ID" -> {
                    return Php.intval(parameter.getValue());
                }
                case "DIALOG_ID", "DIALOGID" -> {
                    Matcher dialog = DIALOG.matcher(Php.text(parameter.getValue()));
                    return dialog.matches() ? Php.intval(dialog.group(1)) : 0;
                }
                default -> {
                    // says nothing about a chat
                }
            }
        }
        return 0;
    }

    public long executions(String restMethod) {
        Row row = rows.get(key(restMethod));
        return row == null ? 0 : row.executed.sum();
    }

    /** By chat id, in its order. */
    public Map<Long, Long> byChat(String restMethod) {
        Row row = rows.get(key(restMethod));
        return row == null ? Map.of() : sums(row.byChat);
    }

    /** Without the executions that were refused. */
    public Map<Long, Long> doneByChat(String restMethod) {
        Row row = rows.get(key(restMethod));
        return row == null ? Map.of() : sums(row.doneByChat);
    }

    /** By method, in alphabetical order. */
    public Map<String, Long> byMethod() {
        Map<String, Long> sums = new TreeMap<>();
        rows.forEach((method, row) -> sums.put(method, row.executed.sum()));
        return sums;
    }

    private static Map<Long, Long> sums(Map<Long, LongAdder> counts) {
        Map<Long, Long> sums = new TreeMap<>();
        counts.forEach((chat, count) -> sums.put(chat, count.sum()));
        return sums;
    }

    private static String key(String restMethod) {
        return restMethod.toLowerCase(Locale.ROOT);
    }
}
