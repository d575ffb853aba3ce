// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.RestTime;
import java.time.Instant;

/**
 * One method's operating time for one caller (§3.2): open; near its limit, one call at a time spread over the rest of the window;
 * over it, shut until the window moves.
 */
final class MethodGate extends Gate {
    /** The share of the limit from which on calls are spread. */
    private static final double NEAR = 0.8;
    /** Seconds below which the portal records nothing (§3.2). */
    private static final double LEAST_COST = 0.1;

    private long shutUntil;
    private boolean shut;
    private boolean blocked;
    private boolean told;
    private long toldUntil;
    private boolean near;
    private int sent;
    private Instant resetAt;

    @Override
    boolean open(long now) {
        if (shut && now - shutUntil >= 0) {
            shut = false;
        }
        return !shut && !(near && sent > 0);
    }

    @Override
    long opensAt(long now) {
        return shut && now - shutUntil < 0 ? shutUntil : now;
    }

    Instant resetAt() {
        return resetAt;
    }

    void sent() {
        sent++;
    }

    void back() {
        sent--;
    }

    /** Whether nobody has been told that the portal refuses the method; somebody is now. */
    boolean news(long until, long now) {
        boolean known = told && now - toldUntil < 0;
        told = true;
        toldUntil = until;
        return !known;
    }

    /** The portal refuses the method. */
    void blockUntil(long nanos) {
        shutUntil(nanos);
        blocked = true;
    }

    /** Whether it was the portal that shut it; meaningful while it is shut. */
    boolean blocked() {
        return blocked;
    }

    private void shutUntil(long nanos) {
        shut = true;
        blocked = false;
        shutUntil = nanos;
    }

    /**
     * Takes note of an answer.
     *
     * @param spent what the portal says has been used up, and until when
     * @param limit seconds there are, 0 for no limit
     * @param cost seconds one call takes
     * @param windowLeft nanoseconds until the oldest part falls out
     */
    void measured(RestTime spent, double limit, double cost, long windowLeft, long now) {
        resetAt = spent.operatingResetAt();
        near = limit > 0 && spent.operating() >= NEAR * limit;
        if (near) {
            double left = Math.max(0, limit - spent.operating());
            long calls = Math.max(1, (long) Math.floor(left / Math.max(cost, LEAST_COST)));
            shutUntil(now + windowLeft / calls);
        }
    }
}
