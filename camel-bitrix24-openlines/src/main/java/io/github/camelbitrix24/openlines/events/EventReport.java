// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.Observer;

/**
 * Tells an observer of a source's events.
 *
 * @param observer may listen or not
 * @param source whose events they are
 */
record EventReport(Observer observer, EventSource source) {

    /** What became of an event of this type; null if it was no event. */
    void tell(String type, EventEnding ending) {
        if (observer != Observer.NONE) {
            observer.event(source.name(), EventTypes.documented(type), ending);
        }
    }
}
