// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** 100,000 calls that wait: how long handing them over takes, the heap and the threads they hold. */
public final class WaitingCalls {
    private static final int CALLS = 100_000;
    private static final String URI =
            "b24openlines:spam?rateLimit=custom&requestsPerSecond=0.001&burst=2" + "&maxWait=3600000&maxQueued=200000";

    private WaitingCalls() {}

    /** Prints one line. */
    public static void main(String[] arguments) throws Exception {
        try (FastPortal portal = new FastPortal(0);
                ComponentClient component = new ComponentClient(portal.url(), "1/code", URI)) {
            component.call(1);
            List<Object> kept = new ArrayList<>(2 * CALLS);
            hand(component, kept, 10);
            long threads = threads();
            long before = heap();
            long start = System.nanoTime();
            hand(component, kept, CALLS);
            double micros = (System.nanoTime() - start) / 1e3 / CALLS;
            long bytes = (heap() - before) / CALLS;
            System.out.printf(
                    "%d waiting calls: %d bytes of heap each, their exchanges included; %.1f µs to hand one over;"
                            + " threads %d, with ten waiting %d%n",
                    CALLS, bytes, micros, threads(), threads);
        }
    }

    private static void hand(ComponentClient component, List<Object> kept, int number) {
        for (int call = 0; call < number; call++) {
            kept.add(component.hand(kept.size() + 2L));
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("B24OpenLines"))
                .count();
    }

    private static long heap() {
        for (int round = 0; round < 5; round++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
