// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.report.QuietLog;
import org.slf4j.LoggerFactory;

/**
 * Tells an observer of a source's events.
 *
 * @param observer may listen or not
 * @param source whose events they are
 */
record EventReport(Observer observer, EventSource source) {
    private static final QuietLog LOG = new QuietLog(LoggerFactory.getLogger(EventReport.class));

    /** What became of an event of this type; null if it was no event. */
    void tell(String type, EventEnding ending) {
        if (observer != Observer.NONE) {
            try {
                observer.event(source.name(), EventTypes.documented(type), ending);
            } catch (RuntimeException | Error e) {
                LOG.log("Events are not counted: {}", e.toString());
            }
        }
    }
}
