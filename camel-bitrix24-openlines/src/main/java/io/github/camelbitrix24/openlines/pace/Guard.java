// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.report.QuietLog;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what others throw, errors included, from who calls them; says each kind of it once. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final QuietLog log = new QuietLog(LOG);
    private final AtomicLong unsaid = new AtomicLong();

    /** Runs what others wrote; whether it came to its end. */
    boolean run(String what, Runnable foreign) {
        try {
            foreign.run();
            return true;
        } catch (Throwable e) {
            failed(what, e);
            return false;
        }
    }

    /** Something was thrown; never throws itself, even if the log does. */
    void failed(String what, Throwable failure) {
        try {
            String kind = failure.getClass().getName();
            log.log("Calls go on, although " + what + " failed: {}", kind, what + kind);
            LOG.debug("Where {} failed", what, bare(failure));
        } catch (Throwable e) {
            unsaid.incrementAndGet();
        }
    }

    /** Where it was thrown; what it says may hold an address, and so a secret. */
    static Throwable bare(Throwable failure) {
        Throwable bare = new Throwable(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }
}
