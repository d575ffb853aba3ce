// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application's offline events (§9): rows are reserved under a process id, cleared when they are done, and read again under
 * the same id until then. A reservation does not expire, so one that nobody remembers is looked for, as {@link LostReservations}
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

    private final PortalCalls portal;
    private final Progress progress;
    private final String place;
    private final Deque<String> found = new ArrayDeque<>();
    private final Queue<QueuedEvent> toClear = new ConcurrentLinkedQueue<>();
    private final Queue<QueuedEvent> toReport = new ConcurrentLinkedQueue<>();
    private final LostReservations lost = new LostReservations(System::nanoTime);
    private int unsettled;
    private boolean whole;
    private boolean more;

    /** @param place names the queue among all others: portal and application */
    OfflineQueue(PortalCalls portal, Progress progress, String place) {
        this.portal = portal;
        this.progress = progress;
        this.place = place;
    }

    @Override
    public List<QueuedEvent> read(int limit) throws InterruptedException {
        settle();
        if (lost.due()) {
            findReservations();
            lost.looked();
        }
        while (true) {
            String process = progress.mark().orElseGet(found::poll);
            List<QueuedEvent> events = process == null ? reserve(limit) : again(process, limit);
            unsettled = events.size();
            if (!events.isEmpty() || process == null) {
                return events;
            }
            progress.move(null, null);
        }
    }

    /** Rows are reserved from the oldest on, so the reserved ones are in front. */
    private void findReservations() throws InterruptedException {
        String own = progress.mark().orElse("");
        found.clear();
        boolean reserved = true;
        for (int start = 0; reserved; start += PAGE) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("order", Map.of("TIMESTAMP_X", "ASC"));
            parameters.put("start", start);
            List<?> rows = portal.read(RestCall.reading(LIST, parameters)) instanceof List<?> list ? list : List.of();
            reserved = false;
            for (Object row : rows) {
                String process =
                        StringUtils.defaultString(Lenient.text(Lenient.map(row).get("PROCESS_ID")));
                reserved |= !process.isEmpty();
                if (!process.isEmpty() && !process.equals(own) && !found.contains(process)) {
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
        }
    }

    private List<QueuedEvent> reserve(int limit) throws InterruptedException {
        Map<String, Object> answer;
        try {
            answer = Lenient.map(portal.read(get(Map.of("limit", limit))));
        } catch (B24OutcomeUnknownException | CancellationException e) {
            lost.begin();
            throw e;
        }
        List<QueuedEvent> events = events(answer);
        String process = Lenient.text(answer.get("process_id"));
        if (!events.isEmpty()) {
            if (StringUtils.isBlank(process)) {
                throw new B24OutcomeUnknownException(
                        GET + ": the portal's answer holds events, and no process_id to work them under",
                        RestFailure.unanswered(GET, HTTP_OK),
                        null);
            }
            progress.move(process, null);
        }
        whole = true;
        more = events.size() >= limit;
        return events;
    }

    private List<QueuedEvent> again(String process, int limit) throws InterruptedException {
        if (!progress.mark().filter(process::equals).isPresent()) {
            progress.move(process, null);
        }
        List<QueuedEvent> events = events(Lenient.map(portal.read(get(Map.of("limit", limit, "process_id", process)))));
        whole = events.size() < limit;
        more = true;
        return events;
    }

    /** {@code clear} is 1 by default, which would delete what is read (§9.2). */
    private static RestCall get(Map<String, Object> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("clear", 0);
        return new RestCall(GET, all, null, true);
    }

    private List<QueuedEvent> events(Map<String, Object> answer) {
        List<QueuedEvent> events = new ArrayList<>();
        if (answer.get("events") instanceof List<?> rows) {
            rows.forEach(row -> events.add(queued(Lenient.map(row))));
        }
        return events;
    }

    private QueuedEvent queued(Map<String, Object> row) {
        String id = Lenient.text(row.get("MESSAGE_ID"));
        return new QueuedEvent(
                id, place + "/" + id + "/" + Lenient.text(row.get("TIMESTAMP_X")), RawEvent.offline(row));
    }

    @Override
    public boolean isDone(QueuedEvent event) {
        return progress.isDone(event.id());
    }

    @Override
    public void done(QueuedEvent event) {
        toClear.add(event);
        progress.done(event.id());
    }

    @Override
    public void givenUp(QueuedEvent event) {
        toReport.add(event);
        progress.done(event.id());
    }

    /** An empty list would clear the whole process, so none is ever sent (§9.2). */
    @Override
    public void settle() throws InterruptedException {
        String process = progress.mark().orElse(null);
        tell(process, CLEAR, toClear);
        tell(process, ERROR, toReport);
        if (process != null && whole && unsettled == 0) {
            progress.move(null, null);
        }
    }

    private void tell(String process, String method, Queue<QueuedEvent> events) throws InterruptedException {
        List<QueuedEvent> told = List.copyOf(events);
        if (process != null && !told.isEmpty()) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("process_id", process);
            parameters.put("message_id", told.stream().map(QueuedEvent::id).toList());
            portal.tell(new RestCall(method, parameters, null, true));
            unsettled -= told.size();
        }
        events.removeAll(told);
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public void open() {
        lost.begin();
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
