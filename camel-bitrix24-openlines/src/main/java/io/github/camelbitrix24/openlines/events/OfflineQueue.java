// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application's offline events (§9): rows are reserved under a process id, cleared when they are done, and kept reserved until
 * then, while the rows behind them are reserved under further ids. A reservation does not expire, so one that nobody remembers is looked for, as {@link LostReservations}
 * says.
 */
final class OfflineQueue implements EventQueue {
    private static final Logger LOG = LoggerFactory.getLogger(OfflineQueue.class);
    private static final int PAGE = 50;
    private static final int HTTP_OK = 200;
    private static final String GET = "event.offline.get";
    private static final String LIST = "event.offline.list";
    private static final String CLEAR = "event.offline.clear";
    private static final String ERROR = "event.offline.error";
    static final List<String> METHODS = List.of(GET, LIST, CLEAR, ERROR);

    /** Rows that are reserved and not done: more are not taken out of the portal's queue. */
    private static final int MOST_PENDING = 1_000;

    private final PortalCalls portal;
    private final Reservations reservations;
    private final String place;
    private final String authConnector;
    private final Map<String, Part> parts = new HashMap<>();
    private final Queue<QueuedEvent> toClear = new ConcurrentLinkedQueue<>();
    private final Queue<QueuedEvent> toReport = new ConcurrentLinkedQueue<>();
    private final LostReservations lost = new LostReservations(System::nanoTime);
    private final QuietLog full = new QuietLog(LOG);
    private boolean more;

    /**
     * A queue of which nothing is read yet.
     *
     * @param place names the queue among all others: portal, application and connector
     * @param authConnector which of the application's queues, null for the one without a name
     */
    OfflineQueue(PortalCalls portal, Reservations reservations, String place, String authConnector) {
        this.portal = portal;
        this.reservations = reservations;
        this.place = place;
        this.authConnector = authConnector;
    }

    /** Rows with one process id. */
    private static final class Part {
        final Set<String> seen = new HashSet<>();
        int unsettled;
        /** Whether all its rows were seen. */
        boolean whole;
    }

    @Override
    public List<QueuedEvent> read(int limit) throws InterruptedException {
        settle();
        if (lost.due()) {
            findReservations();
            lost.looked();
        }
        for (String process : reservations.names()) {
            Part part = parts.computeIfAbsent(process, name -> new Part());
            while (!part.whole) {
                List<QueuedEvent> events = again(process, part, limit);
                if (!events.isEmpty()) {
                    return events;
                }
            }
        }
        settle();
        return reserve(limit);
    }

    /** Rows are reserved from the oldest on, so the reserved ones are in front. */
    private void findReservations() throws InterruptedException {
        List<String> known = reservations.names();
        Set<String> found = new LinkedHashSet<>();
        boolean reserved = true;
        for (int start = 0; reserved; start += PAGE) {
            Map<String, Object> parameters = parameters();
            parameters.put("order", Map.of("TIMESTAMP_X", "ASC"));
            parameters.put("start", start);
            List<?> rows = portal.read(RestCall.reading(LIST, parameters)) instanceof List<?> list ? list : List.of();
            reserved = false;
            for (Object row : rows) {
                String process =
                        StringUtils.defaultString(Lenient.text(Lenient.map(row).get("PROCESS_ID")));
                reserved |= !process.isEmpty();
                if (Defects.isId(process) && !known.contains(process)) {
                    found.add(process);
                }
            }
            reserved &= rows.size() >= PAGE;
        }
        if (!found.isEmpty()) {
            LOG.info(
                    "{} reservations of offline events were left by an earlier run, or an answer that was lost;"
                            + " they are worked first",
                    found.size());
            found.forEach(reservations::add);
        }
    }

    private List<QueuedEvent> reserve(int limit) throws InterruptedException {
        int pending = parts.values().stream().mapToInt(part -> part.unsettled).sum();
        if (pending >= MOST_PENDING) {
            more = false;
            full.log(
                    "{} are not read on: a thousand of its events wait behind such as fail. Let the route handle its"
                            + " errors, or set maxAttempts",
                    name());
            return List.of();
        }
        full.over();
        Map<String, Object> answer;
        try {
            answer = Lenient.map(portal.read(get(Map.of("limit", limit))));
        } catch (B24OutcomeUnknownException | CancellationException e) {
            lost.begin();
            throw e;
        }
        List<?> rows = rows(answer);
        more = false;
        if (rows.isEmpty()) {
            return List.of();
        }
        String process = Lenient.text(answer.get("process_id"));
        if (!Defects.isId(process)) {
            lost.begin();
            throw new B24OutcomeUnknownException(
                    GET + ": the portal's answer holds events, and no process_id to work them under",
                    RestFailure.unanswered(GET, HTTP_OK),
                    null);
        }
        reservations.add(process);
        Part part = parts.computeIfAbsent(process, name -> new Part());
        part.whole = true;
        List<QueuedEvent> events = unseen(process, part, rows);
        more = rows.size() >= limit && !events.isEmpty();
        return events;
    }

    /** Of what is reserved already the rows that were not seen; they stand behind those that were and are not done. */
    private List<QueuedEvent> again(String process, Part part, int limit) throws InterruptedException {
        int before = part.seen.size();
        int asked = limit + before;
        List<?> rows = rows(Lenient.map(portal.read(get(Map.of("limit", asked, "process_id", process)))));
        List<QueuedEvent> events = unseen(process, part, rows);
        part.whole = rows.size() < asked || part.seen.size() == before;
        more = true;
        return events;
    }

    private List<QueuedEvent> unseen(String process, Part part, List<?> rows) {
        List<QueuedEvent> events = new ArrayList<>();
        for (Object row : rows) {
            QueuedEvent event = queued(row, process);
            if (part.seen.add(event.id())) {
                part.unsettled++;
                if (!reservations.isDone(process, event.id())) {
                    events.add(event);
                } else if (!isIn(toReport, event) && !isIn(toClear, event)) {
                    toClear.add(event);
                }
            }
        }
        return events;
    }

    private static boolean isIn(Queue<QueuedEvent> events, QueuedEvent event) {
        return events.stream()
                .anyMatch(
                        one -> one.id().equals(event.id()) && one.reservation().equals(event.reservation()));
    }

    private static List<?> rows(Map<String, Object> answer) {
        return answer.get("events") instanceof List<?> rows ? rows : List.of();
    }

    /** {@code clear} is 1 by default, which would delete what is read (§9.2). */
    private RestCall get(Map<String, Object> parameters) {
        Map<String, Object> all = parameters();
        all.putAll(parameters);
        all.put("clear", 0);
        return new RestCall(GET, all, null, true);
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (authConnector != null) {
            parameters.put("auth_connector", authConnector);
        }
        return parameters;
    }

    private QueuedEvent queued(Object row, String process) {
        Map<String, Object> fields = Lenient.map(row);
        String id = Lenient.text(fields.get("MESSAGE_ID"));
        String known = Defects.isId(id) ? id : Defects.nameOf(row);
        return new QueuedEvent(
                known,
                process,
                place + "/" + known + "/" + Lenient.text(fields.get("TIMESTAMP_X")),
                RawEvent.offline(fields),
                Defects.ofRow(row));
    }

    @Override
    public void done(QueuedEvent event) {
        toClear.add(event);
        reservations.done(event.reservation(), event.id());
    }

    @Override
    public void givenUp(QueuedEvent event) {
        toReport.add(event);
        reservations.done(event.reservation(), event.id());
    }

    @Override
    public void settle() throws InterruptedException {
        tell(CLEAR, toClear);
        tell(ERROR, toReport);
        parts.entrySet().removeIf(one -> {
            boolean settled = one.getValue().whole && one.getValue().unsettled == 0;
            if (settled) {
                reservations.remove(one.getKey());
            }
            return settled;
        });
    }

    /** An empty list would clear the whole process, so none is ever sent (§9.2). */
    private void tell(String method, Queue<QueuedEvent> events) throws InterruptedException {
        Map<String, List<QueuedEvent>> byPart = events.stream()
                .collect(Collectors.groupingBy(
                        QueuedEvent::reservation, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        for (Map.Entry<String, List<QueuedEvent>> one : byPart.entrySet()) {
            List<String> ids = one.getValue().stream()
                    .map(QueuedEvent::id)
                    .filter(id -> !Defects.isName(id))
                    .toList();
            if (!ids.isEmpty()) {
                Map<String, Object> parameters = new LinkedHashMap<>();
                parameters.put("process_id", one.getKey());
                parameters.put("message_id", ids);
                portal.tell(new RestCall(method, parameters, null, true));
                reservations.told(one.getKey(), ids);
            }
            events.removeAll(one.getValue());
            Part part = parts.get(one.getKey());
            if (part != null) {
                part.unsettled -= ids.size();
            }
        }
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public void open() {
        lost.begin();
        parts.clear();
        portal.open();
    }

    @Override
    public void endReading() {
        portal.endReading();
    }

    @Override
    public void close() {
        portal.close();
    }

    @Override
    public String name() {
        return "the offline queue";
    }
}
