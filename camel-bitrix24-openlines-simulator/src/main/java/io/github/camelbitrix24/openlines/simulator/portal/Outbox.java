// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.DeliveryPlan;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events on their way out: each is tried once, unless a test has it dropped, delayed or put out of order (§8.1). */
public final class Outbox {

    private final Map<Long, SentEvent> journal = new LinkedHashMap<>();
    private final List<Parcel> ready = new ArrayList<>();
    private final List<Delayed> delayed = new ArrayList<>();
    private final List<Parcel> shuffled = new ArrayList<>();
    private int capacity = 100_000;
    private long lastNumber;
    private int toDrop;
    private int toDelay;
    private Duration delay = Duration.ZERO;
    private int toReorder;
    private volatile int atOnce = 1;
    private Courier courier;

    /** Takes events to their handlers; returns at once. */
    public interface Courier {
        void take(Parcel parcel);

        /** Forgets what waits; what is on its way arrives. */
        void stop();
    }

    /** One post. */
    public record Parcel(long number, String url, String body) {

        /** Without the body, which holds tokens. */
        @Override
        public String toString() {
            return "Parcel[" + number + "]";
        }
    }

    private record Delayed(Instant due, Parcel parcel) {}

    public synchronized void use(Courier carrier, int remembered) {
        courier = carrier;
        capacity = remembered;
    }

    /** Nothing leaves any more. */
    public synchronized void stop() {
        if (courier != null) {
            courier.stop();
        }
        courier = null;
    }

    synchronized SentEvent add(String event, String url, String body, Instant now) {
        Parcel parcel = new Parcel(++lastNumber, url, body);
        SentEvent.State state = SentEvent.State.WAITING;
        if (toDrop > 0) {
            toDrop--;
            state = SentEvent.State.DROPPED;
        } else if (toDelay > 0) {
            toDelay--;
            delayed.add(new Delayed(now.plus(delay), parcel));
        } else if (toReorder > 0) {
            shuffle(parcel);
        } else {
            ready.add(parcel);
        }
        SentEvent entry = new SentEvent(parcel.number(), event, url, body, now, state, 0);
        journal.put(parcel.number(), entry);
        forgetOldest();
        return entry;
    }

    private void shuffle(Parcel parcel) {
        shuffled.add(parcel);
        toReorder--;
        if (toReorder == 0) {
            Collections.reverse(shuffled);
            ready.addAll(shuffled);
            shuffled.clear();
        }
    }

    private void forgetOldest() {
        if (journal.size() > capacity) {
            Iterator<Long> oldest = journal.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Gives what is due to the courier, in order. */
    synchronized void dispatch(Instant now) {
        delayed.sort(Comparator.comparing(Delayed::due));
        while (!delayed.isEmpty() && !delayed.get(0).due().isAfter(now)) {
            ready.add(delayed.remove(0).parcel());
        }
        if (courier != null) {
            ready.forEach(courier::take);
            ready.clear();
        }
    }

    /** What became of a post; 0 stands for no answer. */
    public synchronized void done(long number, int httpStatus) {
        journal.computeIfPresent(number, (key, event) -> event.answered(httpStatus));
    }

    public synchronized List<SentEvent> sent() {
        return List.copyOf(journal.values());
    }

    public synchronized List<SentEvent> waiting() {
        return journal.values().stream()
                .filter(event -> event.state() == SentEvent.State.WAITING)
                .toList();
    }

    public synchronized void drop(int count) {
        toDrop = count;
    }

    public synchronized void delay(int count, Duration by) {
        toDelay = count;
        delay = by;
    }

    public synchronized void reorder(int count) {
        toReorder = count;
    }

    /** So many posts may be on their way to one handler at the same time. */
    public void atOnce(int posts) {
        atOnce = posts;
    }

    public int atOnce() {
        return atOnce;
    }

    public synchronized DeliveryPlan plan() {
        return new DeliveryPlan(
                toDrop,
                toDelay,
                toDelay > 0 ? delay : Duration.ZERO,
                toReorder,
                atOnce,
                delayed.size() + shuffled.size());
    }

    /** Ends all of it; what was held goes out with the next dispatch, in its order. */
    public synchronized void behave() {
        toDrop = 0;
        toDelay = 0;
        toReorder = 0;
        atOnce = 1;
        List<Parcel> held = new ArrayList<>(shuffled);
        delayed.forEach(late -> held.add(late.parcel()));
        held.sort(Comparator.comparingLong(Parcel::number));
        ready.addAll(held);
        shuffled.clear();
        delayed.clear();
    }
}
