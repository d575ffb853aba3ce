// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The budget of one JVM. The portal's counter falls in steps of a second whose phase nobody knows, ours evenly; so ours keeps a
 * second's worth in hand, and in no window of time passes more than the portal lets through.
 */
final class LocalBudget implements Budget {
    private final Bucket bucket;

    LocalBudget(Rate rate, Time time) {
        long capacity = Math.max(1, rate.burst() - (long) Math.ceil(rate.perSecond()));
        Duration one = Duration.ofNanos(Math.max(1, Math.round(1_000_000_000 / rate.perSecond())));
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, one))
                .withCustomTimePrecision(new Meter(time))
                .build();
    }

    @Override
    public CompletableFuture<Long> take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return CompletableFuture.completedFuture(
                probe.isConsumed() ? 0L : Math.max(1, probe.getNanosToWaitForRefill()));
    }

    @Override
    public OptionalLong level() {
        return OptionalLong.of(Math.max(0, bucket.getAvailableTokens()));
    }

    @Override
    public void giveBack() {
        bucket.addTokens(1);
    }

    @Override
    public void drain() {
        bucket.tryConsumeAsMuchAsPossible();
    }

    private record Meter(Time time) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return time.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
