// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.BotEventView;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import io.github.camelbitrix24.openlines.simulator.http.RequestWatch;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The latest calls and events, and which of them changed since they were last asked for. */
final class CallList implements RequestWatch {

    private static final int MOST = 200;
    private static final int MOST_POLLS = 40;
    private static final int LONGEST_NAME = 80;
    /** Only what looks like an id is shown of a call's parameters, for others may be secret. */
    private static final Pattern ID = Pattern.compile("[A-Za-z]{0,8}\\d{1,12}");

    private final DateTimeFormatter clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private long lastOrder;

    CallList(ZoneId zone) {
        clock = Board.clock(zone);
    }

    @Override
    public void arrived(RequestSeen request) {
        add(Entry.call(
                id(request.number()),
                nextOrder(),
                clock.format(request.time()),
                shortened(request.restMethod()),
                parameter(request.parameters(), "CHAT_ID"),
                target(request.parameters()),
                request.batchOf()));
    }

    @Override
    public void met(long number, Fault fault) {
        boolean cut = fault instanceof Fault.Cut || fault instanceof Fault.HalfBody;
        change(id(number), entry -> entry.met(FaultMenu.label(fault), cut));
    }

    @Override
    public void executed(long number, RestAnswer answer) {
        change(id(number), entry -> ended(entry, answer));
    }

    @Override
    public void turnedAway(long number, String code) {
        change(id(number), entry -> entry.ended(Entry.End.NOT_EXECUTED, 0, 0, code));
    }

    @Override
    public void answered(long number, int status) {
        change(id(number), entry -> entry.answered(status));
    }

    void queued(String bot, BotEventView event) {
        long order = nextOrder();
        add(Entry.event(
                "e" + order,
                order,
                clock.format(event.date()),
                shortened(event.type()),
                event.data().get("chat") instanceof Map<?, ?> chat ? idOf(chat.get("id")) : "",
                bot));
    }

    /** The rest of the handler's address may be secret. */
    void posted(SentEvent event) {
        long order = nextOrder();
        String handler = URI.create(event.url()).getAuthority();
        add(Entry.post("e" + order, order, clock.format(event.time()), shortened(event.event()), shortened(handler)));
    }

    /** Oldest first. */
    synchronized List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** What is new or changed since the last call, oldest first. */
    synchronized List<Entry> changes() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Entry> changes = new ArrayList<>(
                changed.stream().map(entries::get).filter(Objects::nonNull).toList());
        changed.clear();
        return changes;
    }

    private synchronized long nextOrder() {
        return ++lastOrder;
    }

    private synchronized void add(Entry entry) {
        entries.put(entry.id(), entry);
        changed.add(entry.id());
        if (entry.isPoll() && entries.values().stream().filter(Entry::isPoll).count() > MOST_POLLS) {
            forgetOldest(Entry::isPoll);
        }
        if (entries.size() > MOST) {
            forgetOldest(any -> true);
        }
    }

    private void forgetOldest(Predicate<Entry> which) {
        for (Iterator<Entry> oldest = entries.values().iterator(); oldest.hasNext(); ) {
            Entry entry = oldest.next();
            if (which.test(entry)) {
                changed.remove(entry.id());
                oldest.remove();
                return;
            }
        }
    }

    private synchronized void change(String id, UnaryOperator<Entry> step) {
        if (entries.computeIfPresent(id, (key, entry) -> step.apply(entry)) != null) {
            changed.add(id);
        }
    }

    private static Entry ended(Entry entry, RestAnswer answer) {
        if (answer instanceof RestAnswer.Failure failure) {
            return entry.ended(Entry.End.REFUSED, 0, 0, failure.code());
        }
        Object result = answer instanceof RestAnswer.Success success ? success.result() : null;
        if (entry.batchOf() > 0 && result instanceof Map<?, ?> maps) {
            return entry.ended(Entry.End.EXECUTED, size(maps.get("result")), size(maps.get("result_error")), "");
        }
        return entry.ended(Entry.End.EXECUTED, 0, 0, "");
    }

    private static int size(Object map) {
        return map instanceof Map<?, ?> entries ? entries.size() : 0;
    }

    private static String target(Map<String, Object> parameters) {
        String transfer = parameter(parameters, "TRANSFER_ID");
        if (!transfer.isEmpty()) {
            return transfer;
        }
        String queue = parameter(parameters, "QUEUE_ID");
        return queue.isEmpty() ? parameter(parameters, "USER_ID") : "queue" + queue;
    }

    private static String parameter(Map<String, Object> parameters, String name) {
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            if (parameter.getKey().equalsIgnoreCase(name)) {
                return idOf(parameter.getValue());
            }
        }
        return "";
    }

    private static String idOf(Object value) {
        String text = value instanceof String || value instanceof Number ? value.toString() : "";
        return ID.matcher(text).matches() ? text : "";
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String id(long number) {
        return "c" + number;
    }
}
