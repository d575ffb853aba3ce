// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.rest.OperatingTime;
import java.time.Clock;
import java.time.Duration;

/**
 * The limits of a portal (§3).
 *
 * @param requestTime null for any time
 */
record PortalLimits(RateBucket rate, OperatingTime operating, Duration requestTime) {

    /** What a builder says of them; none at first. */
    static final class Description {

        private int requestsPerSecond;
        private int burst;
        private Duration phase = Duration.ZERO;
        private Duration operating;
        private Duration requestTime;

        void rate(int perSecond, int size, Duration intoSecond) {
            if (perSecond < 1 || size < 1) {
                throw new IllegalArgumentException("A rate limit has at least 1 request a second and a burst of 1, not "
                        + perSecond + " and " + size);
            }
            if (intoSecond.isNegative() || intoSecond.getSeconds() > 0) {
                throw new IllegalArgumentException("A phase is 0 to below 1 s, not " + intoSecond);
            }
            requestsPerSecond = perSecond;
            burst = size;
            phase = intoSecond;
        }

        void operating(long seconds) {
            if (seconds < 0) {
                throw new IllegalArgumentException("An operating limit is 0 seconds or more, not " + seconds);
            }
            operating = Duration.ofSeconds(seconds);
        }

        void requestTime(Duration longest) {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("A request may take more than no time, not " + longest);
            }
            requestTime = longest;
        }

        PortalLimits by(Clock clock) {
            return new PortalLimits(
                    new RateBucket(clock, requestsPerSecond, burst, phase),
                    operating == null ? OperatingTime.unlimited() : OperatingTime.limitedTo(operating),
                    requestTime);
        }
    }
}
