// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Without limits: the component's calls a second against a bare client's, in pairs of one run; and batching at a slow portal. */
public final class AgainstBareClient {
    private static final int ROUNDS = 25;
    private static final double SECONDS = 0.5;
    private static final double AT_A_SLOW_PORTAL = 1.5;

    /** Seconds until the compiler is done with both: with 6, the first rounds still had it at work. */
    private static final double WARM_UP = 15;

    private AgainstBareClient() {}

    /** Prints a line for each comparison. */
    public static void main(String[] arguments) throws Exception {
        try (FastPortal portal = new FastPortal(0)) {
            compare(portal, 1, "1 thread");
            compare(portal, 32, "32 threads");
        }
        try (FastPortal slow = new FastPortal(50)) {
            batching(slow);
        }
    }

    private static void compare(FastPortal portal, int threads, String name) throws Exception {
        try (BareClient bare = new BareClient(portal.url(), threads);
                ComponentClient component =
                        new ComponentClient(portal.url(), "1/code", "b24openlines:spam?rateLimit=none")) {
            compare(bare, component, threads, name + ", synchronous");
            compare(bare, component.asRoutesDo(), threads, name + ", asynchronous");
        }
    }

    private static void compare(Call bare, Call component, int threads, String name) throws Exception {
        Load.callsPerSecond(bare, threads, WARM_UP);
        Load.callsPerSecond(component, threads, WARM_UP);
        List<Double> ratios = new ArrayList<>();
        List<Double> added = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double bareRate = Load.callsPerSecond(bare, threads, SECONDS);
            double ours = Load.callsPerSecond(component, threads, SECONDS);
            ratios.add(ours / bareRate);
            rates.add(ours);
            added.add(1_000 * threads / ours - 1_000 * threads / bareRate);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                "%-25s component/bare client: median %.2f (of %d rounds, half of them from %.2f to %.2f),"
                        + " component %.0f calls/s, added %.3f ms a call%n",
                name,
                Load.median(ratios),
                ROUNDS,
                sorted.get(ROUNDS / 4),
                sorted.get(ROUNDS - 1 - ROUNDS / 4),
                Load.median(rates),
                Load.median(added));
    }

    private static void batching(FastPortal portal) throws Exception {
        try (ComponentClient together =
                        new ComponentClient(portal.url(), "1/code", "b24openlines:spam?rateLimit=none");
                ComponentClient alone =
                        new ComponentClient(portal.url(), "1/code", "b24openlines:spam?rateLimit=none&batching=off")) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                double off = Load.callsPerSecond(alone, 256, AT_A_SLOW_PORTAL);
                ratios.add(Load.callsPerSecond(together, 256, AT_A_SLOW_PORTAL) / off);
            }
            System.out.printf(
                    "256 callers at a portal that takes 50 ms: batching auto/off %.1f (from %s)%n",
                    Load.median(ratios),
                    ratios.stream().map(ratio -> String.format("%.1f", ratio)).toList());
        }
    }
}
