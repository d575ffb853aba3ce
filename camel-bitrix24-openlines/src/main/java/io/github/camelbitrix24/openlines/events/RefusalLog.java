// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.text.LogText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Says why requests are refused: anybody can send them, so each kind is said at WARN once a minute, with the number of others. */
final class RefusalLog {
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /**
     * Makes a log.
     *
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    RefusalLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * Says a refusal.
     *
     * @param refusal its reason is one of a few, and shows nothing of the request
     * @param request what the request claims to be, without a secret; escaped and cut here
     * @return whether it was said at WARN
     */
    boolean say(PushRefusal refusal, String request) {
        Kind kind = kinds.computeIfAbsent(refusal.status() + refusal.getMessage(), key -> new Kind());
        long unsaid = kind.unsaid(nanos.getAsLong());
        if (unsaid < 0) {
            log.debug("A request was refused, HTTP {} {}{}", refusal.status(), refusal.getMessage(), about(request));
            return false;
        } else {
            log.warn(
                    "A request was refused, HTTP {} {}{}{}",
                    refusal.status(),
                    refusal.getMessage(),
                    about(request),
                    unsaid == 0 ? "" : "; and " + unsaid + " more like it before");
            return true;
        }
    }

    private static String about(String request) {
        return request.isEmpty() ? "" : " (" + LogText.of(request) + ")";
    }

    private static final class Kind {
        private boolean said;
        private long last;
        private long count;

        /** How many were not said since the last one that was; -1 if this one is not said either. */
        synchronized long unsaid(long now) {
            if (said && now - last < PAUSE) {
                count++;
                return -1;
            }
            long before = count;
            said = true;
            last = now;
            count = 0;
            return before;
        }
    }
}
