// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A hostile portal beside a healthy one in the same component, which has a small heap. */
class HostilePortalTest {
    private static final long SEED = 20261201;

    @Test
    void aHostilePortalHurtsItsOwnCallsOnly() throws Exception {
        attack(12, 300);
    }

    /** The figures of docs/security.md. */
    @Test
    @EnabledIfSystemProperty(named = "b24.full", matches = "true")
    void twoMinutesOfAHostilePortalLeaveTheHealthyOnesTimesAsTheyWere() throws Exception {
        String[] medians = attack(120, 2_000).split(" ");
        assertThat(Double.parseDouble(medians[1]) / Double.parseDouble(medians[0]))
                .isLessThan(2);
    }

    /** The healthy portal's medians in microseconds, before and under the attack. */
    private static String attack(int seconds, long calls) throws Exception {
        try (PortalSimulator healthy = PortalSimulator.standard().start();
                HostilePortal hostile = new HostilePortal(SEED)) {
            long chat = healthy.client("Anna").on(22).writes("Hello");
            try (Node node = Node.start(
                    HostileNode.class,
                    List.of(
                            healthy.url(),
                            healthy.webhook(27).authToken(),
                            Long.toString(chat),
                            hostile.url(),
                            Integer.toString(seconds),
                            Long.toString(calls)))) {
                assertThat(node.hear("COMPLETE")).as("every call has ended").isEqualTo("true");
                String sent = node.hear("SENT");
                assertThat(node.hear("TOLD"))
                        .as("each call is told once")
                        .contains("count=" + sent + ",", "min=1", "max=1");
                List<Long> succeeded = Arrays.stream(node.hear("SUCCEEDED").split(","))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .toList();
                assertThat(succeeded)
                        .isNotEmpty()
                        .allSatisfy(id -> assertThat(hostile.answered(id))
                                .as("call %d was answered so", id)
                                .isNotEqualTo(HostilePortal.Answered.NO));
                String failed = node.hear("FAILED");
                String healthyCalls = node.hear("HEALTHY");
                assertThat(healthyCalls).endsWith("failed 0");
                String medians = node.hear("MEDIANS");
                String memory = node.hear("MEMORY");
                assertThat(Long.parseLong(memory.split(" ")[1]) - Long.parseLong(memory.split(" ")[0]))
                        .as("megabytes that are still held")
                        .isLessThan(16);
                assertThat(node.hear("THREADS")).isEqualTo("[]");
                await().atMost(Duration.ofSeconds(30)).until(() -> hostile.connections() == 0);
                System.out.printf(
                        "%s calls of %d to a hostile portal: %d successes, %s; healthy portal: %s, medians %s µs; MB held: %s%n",
                        sent, hostile.calls(), succeeded.size(), failed, healthyCalls, medians, memory);
                return medians;
            }
        }
    }
}
