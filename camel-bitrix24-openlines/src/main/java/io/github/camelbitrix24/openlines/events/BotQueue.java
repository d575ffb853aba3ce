// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Bot bot;
    private final PortalCalls portal;
    private final Progress progress;
    private final String place;
    private final ReentrantLock lock = new ReentrantLock();
    /** What was read and is not behind the offset, by number; true if it is done. */
    private final TreeMap<Long, Boolean> read = new TreeMap<>();

    private final QuietLog otherReader = new QuietLog(LOG);
    private volatile boolean more;
    private volatile boolean asked;
    private volatile Long told;

    /** @param place names the queue among all others: portal and bot */
    BotQueue(Bot bot, PortalCalls portal, Progress progress, String place) {
        this.bot = bot;
        this.portal = portal;
        this.progress = progress;
        this.place = place;
    }

    @Override
    public List<QueuedEvent> read(int limit) throws InterruptedException {
        Long offset = progress.mark().flatMap(Lenient::number).orElse(null);
        Map<String, Object> result = Lenient.map(portal.read(call(offset, limit)));
        told = offset;
        asked = true;
        if (!(result.get("events") instanceof List<?> events)) {
            throw new B24OutcomeUnknownException(
                    METHOD + ": the portal's answer holds no events",
                    new RestFailure(METHOD, null, null, HTTP_OK, 1),
                    null);
        }
        List<QueuedEvent> queued = new ArrayList<>();
        events.forEach(event -> queued.add(queued(Lenient.map(event))));
        lookForOtherReader(queued, offset, Lenient.id(result.get("nextOffset")));
        lock.lock();
        try {
            read.clear();
            queued.stream()
                    .filter(event -> Lenient.id(event.id()) > 0)
                    .forEach(event -> read.put(Lenient.id(event.id()), isDone(event)));
        } finally {
            lock.unlock();
        }
        LOG.debug("Read {} events of {} from {}", queued.size(), name(), offset);
        more = Lenient.flag(result.get("hasMore")).orElse(false);
        return queued;
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

    private QueuedEvent queued(Map<String, Object> event) {
        String id = Long.toString(Lenient.id(event.get("eventId")));
        return new QueuedEvent(id, place + "/" + id, RawEvent.fetched(event));
    }

    /**
     * An event stays until an offset above it is passed, so one that is gone without us was passed by somebody else; and so
     * was what lies between our offset and that of an answer without events.
     */
    private void lookForOtherReader(List<QueuedEvent> events, Long offset, long nextOffset) {
        long first =
                events.isEmpty() ? Long.MAX_VALUE : Lenient.id(events.get(0).id());
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
    public boolean isDone(QueuedEvent event) {
        return progress.isDone(event.id()) || isPassed(Lenient.id(event.id()));
    }

    private boolean isPassed(long number) {
        return progress.mark()
                .flatMap(Lenient::number)
                .filter(offset -> number < offset)
                .isPresent();
    }

    @Override
    public void done(QueuedEvent event) {
        long number = Lenient.id(event.id());
        lock.lock();
        try {
            if (number <= 0 || isPassed(number)) {
                return;
            }
            read.put(number, true);
            List<String> passed = new ArrayList<>();
            long offset = 0;
            while (!read.isEmpty() && read.firstEntry().getValue()) {
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
