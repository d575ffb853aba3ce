// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.concurrent.TimeUnit;

/**
 * Keeps a flood of calls from spending the burst on requests of one call each: they come over some milliseconds, in which a
 * quick portal answers many times. After the first few requests, one that is not full goes only while no other such is on its
 * way, or when its oldest call has waited a tenth of a second; and while calls come thick and fast, when its oldest has waited
 * a fortieth.
 */
final class Thrift {
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FLOOD_WAIT = TimeUnit.MILLISECONDS.toNanos(25);
    /** If so many came in about the last tenth of a second, and still come, the next request will soon be full. */
    private static final int FLOOD = 5;

    private static final double NANOS = 1e9;

    private final Limits limits;
    private double spent;
    private long spentAt;
    private int partial;
    private boolean coming;
    private double came;
    private long cameAt;

    Thrift(Limits limits) {
        this.limits = limits;
    }

    /**
     * Whether a request may go.
     *
     * @param waiting calls that wait
     * @param oldest when the oldest of them came
     */
    boolean worthARequest(int waiting, long oldest, long now) {
        return limits.rate() == null
                || waiting >= CallRules.LARGEST_BATCH
                || partial == 0 && !(coming && came >= FLOOD)
                || spent(now) < limits.maxInFlight()
                || now - atLatest(oldest) >= 0;
    }

    /** When a request goes even if it is not full. */
    long atLatest(long oldest) {
        return oldest + (partial == 0 ? FLOOD_WAIT : LONGEST_WAIT);
    }

    /** A call has come. */
    void came(long now) {
        coming = true;
        came = 1 + came * Math.max(0, 1 - (double) (now - cameAt) / LONGEST_WAIT);
        cameAt = now;
    }

    void sent(int calls, long now) {
        spent = spent(now) + 1;
        spentAt = now;
        coming = false;
        if (calls < CallRules.LARGEST_BATCH) {
            partial++;
        }
    }

    void back(int calls) {
        if (calls < CallRules.LARGEST_BATCH) {
            partial--;
        }
    }

    /** The requests sent lately that the portal's counter still holds. */
    private double spent(long now) {
        return limits.rate() == null
                ? 0
                : Math.max(0, spent - (now - spentAt) / NANOS * limits.rate().perSecond());
    }
}
