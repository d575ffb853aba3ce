// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who call again as soon as they have their answer. */
final class Load {
    private Load() {}

    /** Calls a second of so many callers over so many seconds. */
    static double callsPerSecond(Call call, int callers, double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        AtomicLong chats = new AtomicLong();
        long start = System.nanoTime();
        long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        List<Future<Long>> counts = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            counts.add(threads.submit(() -> {
                long done = 0;
                while (System.nanoTime() < end) {
                    call.call(chats.incrementAndGet());
                    done++;
                }
                return done;
            }));
        }
        long total = 0;
        for (Future<Long> count : counts) {
            total += count.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        return total / took;
    }

    /** The middle of the values. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
