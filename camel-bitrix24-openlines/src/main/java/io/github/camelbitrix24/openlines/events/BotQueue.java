// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of a bot (§11.1): an offset acknowledges all events below it, and moves only past those that are done. */
final class BotQueue implements EventQueue {
    private static final Logger LOG = LoggerFactory.getLogger(BotQueue.class);
    private static final String METHOD = "imbot.v2.Event.get";
    static final List<String> METHODS = List.of(METHOD);
    private static final int HTTP_OK = 200;

    /** The portal shows no more at once (§11.1). */
    private static final int WINDOW = 1_000;

    private final Bot bot;
    private final PortalCalls portal;
    private final Progress progress;
    private final HeldEvents held;
    private final String place;
    private final ReentrantLock lock = new ReentrantLock();
    /** What was read and is not behind the offset, by number. */
    private final TreeMap<Long, Seen> read = new TreeMap<>();
    /** Names of what is no event, as far as the portal still shows it. */
    private final Set<String> malformed = new HashSet<>();

    private final QuietLog otherReader = new QuietLog(LOG);
    private final QuietLog full = new QuietLog(LOG);
    private volatile boolean more;
    private volatile boolean asked;
    private volatile Long told;
    private boolean heldAreRead;

    /**
     * A queue of which nothing is read yet.
     *
     * @param held keeps what the offset passes before it is done
     * @param place names the queue among all others: portal and bot
     */
    BotQueue(Bot bot, PortalCalls portal, Progress progress, HeldEvents held, String place) {
        this.bot = bot;
        this.portal = portal;
        this.progress = progress;
        this.held = held;
        this.place = place;
    }

    /**
     * An event that was read.
     *
     * @param content as it came; null if it is done
     */
    private record Seen(Map<String, Object> content) {
        boolean done() {
            return content == null;
        }
    }

    /**
     * The portal shows events from the offset on and forgets those below it (§11.1), so what waits is read again with each poll, up to
     * {@link #WINDOW}.
     */
    @Override
    public List<QueuedEvent> read(int limit) throws InterruptedException {
        Long offset = progress.mark().flatMap(Lenient::number).orElse(null);
        Map<String, Object> result =
                Lenient.map(portal.read(call(offset, Math.min(WINDOW, limit + read.size() + malformed.size()))));
        told = offset;
        asked = true;
        if (!(result.get("events") instanceof List<?> events)) {
            throw new B24OutcomeUnknownException(
                    METHOD + ": the portal's answer holds no events",
                    new RestFailure(METHOD, null, null, HTTP_OK, 1),
                    null);
        }
        lookForOtherReader(events, offset, Lenient.id(result.get("nextOffset")));
        List<QueuedEvent> fresh = fresh(events, offset == null ? 0 : offset);
        more = Lenient.flag(result.get("hasMore")).orElse(false);
        LOG.debug("Read {} new events of {} from {}", fresh.size(), name(), offset);
        if (more && fresh.isEmpty()) {
            more = holdAll();
        } else {
            full.over();
        }
        return fresh;
    }

    /** What was not returned before; remembered when all of it is known, so that a failure loses none. */
    private List<QueuedEvent> fresh(List<?> events, long offset) {
        lock.lock();
        try {
            List<QueuedEvent> fresh = new ArrayList<>();
            if (!heldAreRead) {
                held.load().forEach(event -> fresh.add(queued(event)));
            }
            Map<Long, Seen> seen = new LinkedHashMap<>();
            Set<String> unnumbered = new HashSet<>();
            for (Object event : events) {
                QueuedEvent queued = queued(event);
                long number = Lenient.id(queued.id());
                boolean done = number > 0 && (progress.isDone(queued.id()) || held.contains(number));
                boolean known = number > 0
                        ? number < offset || read.containsKey(number) || seen.containsKey(number)
                        : !unnumbered.add(queued.id()) || malformed.contains(queued.id());
                if (!known && number > 0) {
                    seen.put(number, new Seen(done ? null : Lenient.map(event)));
                }
                if (!known && !done) {
                    fresh.add(queued);
                }
            }
            read.putAll(seen);
            malformed.clear();
            malformed.addAll(unnumbered);
            heldAreRead = true;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The portal shows nothing but what waits: keeps that, so that the offset may pass it.
     *
     * @return whether there is more to read now
     */
    private boolean holdAll() {
        lock.lock();
        try {
            Map<Long, Map<String, Object>> waiting = new LinkedHashMap<>();
            read.forEach((number, seen) -> {
                if (!seen.done()) {
                    waiting.put(number, seen.content());
                }
            });
            if (read.isEmpty()) {
                return false;
            }
            if (held.add(waiting)) {
                List<String> passed =
                        read.keySet().stream().map(String::valueOf).toList();
                progress.move(Long.toString(read.lastKey() + 1), passed);
                read.clear();
                return true;
            }
        } finally {
            lock.unlock();
        }
        full.log(
                "{} is not read on: a thousand of its events wait behind such as fail, and the portal shows no more. Let the"
                        + " route handle its errors, set maxAttempts, or an offsetRepository that keeps what waits",
                name());
        return false;
    }

    private RestCall call(Long offset, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("botId", bot.id());
        parameters.put("botToken", bot.token());
        parameters.put("limit", limit);
        if (offset != null) {
            parameters.put("offset", offset);
        }
        return RestCall.reading(METHOD, parameters);
    }

    private QueuedEvent queued(Object event) {
        long number = Defects.number(Lenient.map(event).get("eventId"));
        String id = number > 0 ? Long.toString(number) : Defects.nameOf(event);
        return new QueuedEvent(
                id, null, place + "/" + id, RawEvent.fetched(Lenient.map(event)), Defects.ofBotEvent(event));
    }

    /**
     * An event stays until an offset above it is passed, so one that is gone without us was passed by somebody else; and so
     * was what lies between our offset and that of an answer without events.
     */
    private void lookForOtherReader(List<?> events, Long offset, long nextOffset) {
        long first = events.stream()
                .mapToLong(event -> Defects.number(Lenient.map(event).get("eventId")))
                .filter(number -> number > 0)
                .min()
                .orElse(Long.MAX_VALUE);
        Long missing;
        lock.lock();
        try {
            missing = read.isEmpty() || read.firstKey() >= first ? null : read.firstKey();
        } finally {
            lock.unlock();
        }
        if (missing != null && (offset == null || missing >= offset)
                || events.isEmpty() && offset != null && nextOffset > offset) {
            otherReader.log(
                    "Another reader passed events of {} before they were done here. A bot's events are for one reader:"
                            + " stop the other one, or register a second bot",
                    name());
        } else if (!events.isEmpty()) {
            otherReader.over();
        }
    }

    @Override
    public void done(QueuedEvent event) {
        long number = Lenient.id(event.id());
        lock.lock();
        try {
            if (held.done(number) || !read.containsKey(number)) {
                return;
            }
            read.put(number, new Seen(null));
            List<String> passed = new ArrayList<>();
            long offset = 0;
            while (!read.isEmpty() && read.firstEntry().getValue().done()) {
                offset = read.pollFirstEntry().getKey() + 1;
                passed.add(Long.toString(offset - 1));
            }
            if (passed.isEmpty()) {
                progress.done(event.id());
            } else {
                progress.move(Long.toString(offset), passed);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void givenUp(QueuedEvent event) {
        done(event);
    }

    /** The next read tells the portal. */
    @Override
    public void settle() {
        // nothing before that
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public void open() {
        lock.lock();
        try {
            read.clear();
        } finally {
            lock.unlock();
        }
        malformed.clear();
        heldAreRead = false;
        portal.open();
    }

    @Override
    public void endReading() {
        portal.cancelReading();
    }

    /** What is done comes again to whoever reads next, unless the portal hears of it now. */
    @Override
    public void close() throws InterruptedException {
        Long offset = progress.mark().flatMap(Lenient::number).orElse(null);
        if (asked && offset != null && !offset.equals(told)) {
            portal.tellBriefly(List.of(call(offset, 1)));
        }
        portal.close();
    }

    @Override
    public String name() {
        return "bot " + bot.id();
    }
}
