// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

import io.github.camelbitrix24.openlines.text.LogText;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/** Says a trouble once: at WARN when it begins or becomes another one, at DEBUG as long as it stays the same. */
public final class QuietLog {
    private static final int LONGEST = 2_000;
    private final Logger log;
    private final AtomicReference<String> trouble = new AtomicReference<>();

    public QuietLog(Logger log) {
        this.log = log;
    }

    /** Says what troubles, in a text with one place for it. */
    public void log(String text, String what) {
        log(text, what, what);
    }

    /**
     * Says what troubles, in words that may change while the trouble stays.
     *
     * @param kind by which it is the same
     */
    public void log(String text, String what, String kind) {
        String line = LogText.of(what, LONGEST);
        if (kind.equals(trouble.getAndSet(kind))) {
            log.debug(text, line);
        } else {
            log.warn(text, line);
        }
    }

    /** The trouble is over; whether there was one. */
    public boolean over() {
        return trouble.getAndSet(null) != null;
    }
}
