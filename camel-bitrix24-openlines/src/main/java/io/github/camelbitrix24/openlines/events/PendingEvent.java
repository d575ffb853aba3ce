// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.report.EventEnding;
import java.util.Map;

/** An event that was read and is not done: how often it failed, and when it may be tried again. One thread at a time. */
final class PendingEvent {
    private final QueuedEvent queued;
    private final ChatEvent event;
    private final Throwable defect;
    private int failures;
    private long dueAt;
    private EventEnding ending;

    private PendingEvent(QueuedEvent queued, ChatEvent event, Throwable defect) {
        this.queued = queued;
        this.event = event;
        this.defect = defect;
    }

    /** An event that has not been tried. One that cannot be mapped fails when it is tried. */
    static PendingEvent of(QueuedEvent queued, EventMapper mapper) {
        Throwable defect = queued.defect() == null ? null : new IllegalArgumentException(queued.defect());
        try {
            return new PendingEvent(queued, mapper.map(queued.raw()), defect);
        } catch (RuntimeException | Error e) {
            ChatEvent empty = new ChatEvent(
                    queued.raw().type(), null, null, null, null, null, null, null, null, null, null, Map.of());
            return new PendingEvent(queued, empty, defect == null ? e : defect);
        }
    }

    QueuedEvent queued() {
        return queued;
    }

    ChatEvent event() {
        return event;
    }

    /** Why it is no event that a route could be given, null if it is one. */
    Throwable defect() {
        return defect;
    }

    /** How it ended, if only its queue does not know yet; null before that. */
    EventEnding ending() {
        return ending;
    }

    void ends(EventEnding how) {
        ending = how;
    }

    /**
     * It failed once more.
     *
     * @return how often by now
     */
    int fails() {
        return ++failures;
    }

    void tryAgainAt(long nanos) {
        dueAt = nanos;
    }

    boolean isDue(long nanos) {
        return failures == 0 || nanos - dueAt >= 0;
    }
}
