// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How long methods take and, where the portal limits it, what each has used up in ten baskets of a minute (§3.2). */
public final class OperatingTime {

    private static final int BASKETS = 10;
    private static final long BASKET_SECONDS = 60;
    private static final Duration WINDOW = Duration.ofSeconds(BASKETS * BASKET_SECONDS);
    private static final Duration NOISE = Duration.ofMillis(100);

    private final Duration limit;
    private final Map<String, Duration> durations = new ConcurrentHashMap<>();
    private final Map<Key, Basket[]> used = new HashMap<>();

    private record Key(String method, String caller) {}

    private record Basket(Instant opened, Duration sum) {

        boolean isGoneAt(Instant now) {
            return !now.isBefore(opened.plus(WINDOW));
        }
    }

    private OperatingTime(Duration limit) {
        this.limit = limit;
    }

    public static OperatingTime unlimited() {
        return new OperatingTime(null);
    }

    public static OperatingTime limitedTo(Duration limit) {
        return new OperatingTime(limit);
    }

    /** From now on the method takes this long, without keeping anybody waiting. */
    public void takes(String method, Duration duration) {
        durations.put(method.toLowerCase(Locale.ROOT), duration);
    }

    Duration durationOf(String method) {
        return durations.getOrDefault(method.toLowerCase(Locale.ROOT), Duration.ZERO);
    }

    /** The call that crosses the limit completes; the next one is refused. */
    boolean isUsedUp(String method, String caller, Instant now) {
        return limit != null && sum(baskets(method, caller), now).compareTo(limit) > 0;
    }

    /** Notes a call that began now; short ones are noise and not recorded. */
    CallTime record(String method, String caller, Instant now, Duration duration) {
        if (limit == null) {
            return new CallTime(now, duration, null);
        }
        Basket[] baskets = baskets(method, caller);
        if (duration.compareTo(NOISE) > 0) {
            int minute = (int) Math.floorMod(now.getEpochSecond() / BASKET_SECONDS, BASKETS);
            Basket open = baskets[minute];
            baskets[minute] = open == null || open.isGoneAt(now)
                    ? new Basket(now, duration)
                    : new Basket(open.opened(), open.sum().plus(duration));
        }
        return new CallTime(now, duration, new CallTime.Operating(sum(baskets, now), resetAt(baskets, now)));
    }

    private Basket[] baskets(String method, String caller) {
        return used.computeIfAbsent(new Key(method, caller), key -> new Basket[BASKETS]);
    }

    private static Duration sum(Basket[] baskets, Instant now) {
        return alive(baskets, now).map(Basket::sum).reduce(Duration.ZERO, Duration::plus);
    }

    /** With nothing recorded, a window after this call. */
    private static Instant resetAt(Basket[] baskets, Instant now) {
        return alive(baskets, now)
                .map(Basket::opened)
                .min(Instant::compareTo)
                .orElse(now)
                .plus(WINDOW);
    }

    private static Stream<Basket> alive(Basket[] baskets, Instant now) {
        return Arrays.stream(baskets).filter(Objects::nonNull).filter(basket -> !basket.isGoneAt(now));
    }
}
