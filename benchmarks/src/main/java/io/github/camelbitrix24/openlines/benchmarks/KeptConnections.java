// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What it costs to look whether a server has closed a kept connection: the component, which looks after a pause, against a bare client,
 * which does not within two seconds; calls of both in turns.
 */
public final class KeptConnections {
    private static final int WARM_UP = 3_000;
    private static final int CALLS = 400;

    private KeptConnections() {}

    /** Prints a line for each portal and pause. */
    public static void main(String[] arguments) throws Exception {
        for (long delayMillis : new long[] {0, 50}) {
            try (FastPortal portal = new FastPortal(delayMillis);
                    BareClient bare = new BareClient(portal.url(), 1);
                    ComponentClient component =
                            new ComponentClient(portal.url(), "1/code", "b24openlines:spam?rateLimit=none")) {
                if (delayMillis == 0) {
                    take(bare, component, WARM_UP, 0);
                }
                for (long pauseMillis : new long[] {0, 20}) {
                    Taken taken = take(bare, component, CALLS, pauseMillis);
                    System.out.printf(
                            "portal takes %d ms, %d ms between calls: component/bare client %.2f (%.3f ms and %.3f ms a call)%n",
                            delayMillis,
                            pauseMillis,
                            Load.median(taken.component()) / Load.median(taken.bare()),
                            Load.median(taken.component()),
                            Load.median(taken.bare()));
                }
            }
        }
    }

    private static Taken take(Call bare, Call component, int calls, long pauseMillis) throws Exception {
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
        for (int call = 0; call < calls; call++) {
            taken.bare().add(millis(bare, pauseMillis));
            taken.component().add(millis(component, pauseMillis));
        }
        return taken;
    }

    private static double millis(Call call, long pauseMillis) throws Exception {
        if (pauseMillis > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
        long start = System.nanoTime();
        call.call(1);
        return (System.nanoTime() - start) / 1e6;
    }

    private record Taken(List<Double> bare, List<Double> component) {}
}
