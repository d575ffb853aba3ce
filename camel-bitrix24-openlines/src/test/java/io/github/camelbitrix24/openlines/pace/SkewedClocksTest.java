// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.github.camelbitrix24.openlines.report.Observer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes share a budget, and their clocks differ. */
class SkewedClocksTest {
    private static final Limits LIMITS = new Limits(Rate.STANDARD, 4, 1_000, 480);
    private static final Duration STEP = Duration.ofMillis(100);

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-03-17T12:00:00Z"));
    private final Map<String, byte[]> states = new ConcurrentHashMap<>();

    private final class Node {
        private final Budget budget;
        private Duration offset;
        private long notBefore;
        private int slots;

        Node(Duration offset) {
            this.offset = offset;
            TimeMeter clock = new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return Duration.ofDays(20_000).toNanos() + time.nanos() + Node.this.offset.toNanos();
                }

                @Override
                public boolean isWallClockBased() {
                    return true;
                }
            };
            budget = Budget.shared(
                    LIMITS,
                    time,
                    new MemoryBudgetStore(states, clock),
                    "portal",
                    2,
                    Runnable::run,
                    Runnable::run,
                    Observer.NONE);
        }

        /** Takes what it gets now. */
        void take() {
            while (time.nanos() >= notBefore) {
                long wait = budget.take().join();
                assertThat(wait).isBetween(0L, Duration.ofSeconds(3).toNanos());
                if (wait == 0) {
                    slots++;
                } else {
                    notBefore = time.nanos() + wait;
                }
            }
        }
    }

    private void run(Duration length, Node... nodes) {
        for (Duration left = length; left.toMillis() > 0; left = left.minus(STEP)) {
            for (Node node : nodes) {
                node.take();
            }
            time.advance(STEP);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 60, 3_600, 86_400})
    void theNodeThatIsBehindGoesOnAtItsShareAndKnowsIt(long seconds) {
        Node ahead = new Node(Duration.ofSeconds(seconds));
        Node behind = new Node(Duration.ZERO);
        run(Duration.ofSeconds(5), ahead);

        run(Duration.ofSeconds(2), behind);

        Duration gap = Duration.ofSeconds(seconds - 2);
        assertThat(ahead.budget.clockBehind()).isEmpty();
        assertThat(behind.budget.clockBehind())
                .hasValueSatisfying(told -> assertThat(told)
                        .isBetween(
                                gap.multipliedBy(8).dividedBy(10),
                                gap.multipliedBy(12).dividedBy(10).plusSeconds(2)));
        run(Duration.ofSeconds(58), behind);
        assertThat(behind.slots).isBetween(50, seconds < 60 ? 130 : 70);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 3_600})
    void bothGoOnAtOnceAndStayNearTheRate(long seconds) {
        Node ahead = new Node(Duration.ofSeconds(seconds));
        Node behind = new Node(Duration.ZERO);
        run(Duration.ofSeconds(60), ahead, behind);
        int first = ahead.slots + behind.slots;
        int others = behind.slots;

        run(Duration.ofSeconds(60), ahead, behind);

        assertThat(ahead.slots + behind.slots - first).isBetween(115, 185);
        assertThat(behind.slots - others).isBetween(50, 70);
    }

    @Test
    void whenTheClocksAgreeAgainAllIsAsBefore() {
        Node ahead = new Node(Duration.ofMinutes(5));
        Node behind = new Node(Duration.ZERO);
        run(Duration.ofSeconds(60), ahead, behind);
        assertThat(behind.budget.clockBehind()).isPresent();

        behind.offset = ahead.offset;
        run(Duration.ofMinutes(11), behind);
        int before = behind.slots;
        run(Duration.ofSeconds(60), behind);

        assertThat(behind.slots - before).isBetween(118, 122);
        assertThat(behind.budget.clockBehind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20, 300})
    void clocksOfATimeServiceAreNoGap(long millis) {
        Node ahead = new Node(Duration.ofMillis(millis));
        Node behind = new Node(Duration.ZERO);
        run(Duration.ofSeconds(60), ahead, behind);
        int before = ahead.slots + behind.slots;
        run(Duration.ofSeconds(60), ahead, behind);

        assertThat(ahead.slots + behind.slots - before).isBetween(118, 122);
        assertThat(behind.budget.clockBehind()).isEmpty();
    }
}
