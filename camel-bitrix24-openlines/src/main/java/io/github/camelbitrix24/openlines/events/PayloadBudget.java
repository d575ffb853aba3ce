// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.lang3.StringUtils;

/**
 * The memory that the bodies of all requests to a path may take together. When it is used up, the body that has been unfinished
 * for longest gives way, so senders who never finish keep nobody else out.
 */
final class PayloadBudget {
    /** What a request costs besides its body: its connection, its headers. */
    static final int COST_OF_A_REQUEST = 8_192;

    private static final int IPV6_NETWORK_GROUPS = 4;

    private final int mostForOne;
    private final long mostForAll;
    private final int mostForSender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Payload> unfinished = new LinkedHashSet<>();
    private final Map<String, Integer> senders = new HashMap<>();
    private long used;

    /**
     * A budget that nobody uses yet.
     *
     * @param mostForOne bytes of one body
     * @param mostForAll bytes of all bodies and what their requests cost besides
     * @param mostForSender unfinished bodies of one sender, beyond which it gets less time
     */
    PayloadBudget(int mostForOne, long mostForAll, int mostForSender) {
        this.mostForOne = mostForOne;
        this.mostForAll = mostForAll;
        this.mostForSender = mostForSender;
    }

    int mostForOne() {
        return mostForOne;
    }

    /**
     * Begins with an empty body, to be {@link #close}d.
     *
     * @param address whose it is, empty or null if not known
     * @param givingWay told when the body has to give way to others; any thread, must not block
     * @throws PushRefusal if there is no room
     */
    Payload open(String address, Runnable givingWay) throws PushRefusal {
        String sender = sender(address);
        lock.lock();
        Payload payload;
        try {
            int others = sender.isEmpty() ? 0 : senders.merge(sender, 1, Integer::sum) - 1;
            payload = new Payload(sender, givingWay, others >= mostForSender);
            unfinished.add(payload);
        } finally {
            lock.unlock();
        }
        try {
            reserve(payload, COST_OF_A_REQUEST);
        } catch (PushRefusal full) {
            close(payload);
            throw full;
        }
        return payload;
    }

    /**
     * Adds to a body.
     *
     * @throws PushRefusal if it gets too large, or there is no room
     */
    void append(Payload payload, byte[] bytes, int count) throws PushRefusal {
        if (count > mostForOne - payload.length) {
            throw PushRefusal.tooLarge(mostForOne);
        }
        int needed = payload.length + count;
        if (needed > payload.bytes.length) {
            int size = (int) Math.min(mostForOne, Math.max(needed, 2L * payload.bytes.length));
            reserve(payload, size - payload.bytes.length);
            payload.grow(size);
        }
        System.arraycopy(bytes, 0, payload.bytes, payload.length, count);
        payload.length = needed;
    }

    /** The body is whole: it does not give way any more. */
    void finished(Payload payload) {
        lock.lock();
        try {
            leave(payload);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody needs the body any more, who has not taken its bytes. */
    void close(Payload payload) {
        payload.forget();
        lock.lock();
        try {
            leave(payload);
            used -= payload.held;
            payload.held = 0;
        } finally {
            lock.unlock();
        }
    }

    private void reserve(Payload payload, long more) throws PushRefusal {
        List<Payload> givingWay = new ArrayList<>();
        boolean room;
        lock.lock();
        try {
            Iterator<Payload> oldest = unfinished.iterator();
            while (used + more > mostForAll && !payload.gaveWay && oldest.hasNext()) {
                Payload loser = oldest.next();
                used -= loser.held;
                loser.held = 0;
                loser.gaveWay = true;
                givingWay.add(loser);
                oldest.remove();
                forget(loser.sender);
            }
            room = !payload.gaveWay && used + more <= mostForAll;
            if (room) {
                used += more;
                payload.held += more;
            }
        } finally {
            lock.unlock();
        }
        givingWay.stream().filter(loser -> loser != payload).forEach(loser -> loser.givingWay.run());
        if (!room) {
            throw PushRefusal.full("the bodies of all requests take more than maxTotalPayloadSize");
        }
    }

    /** An address of IPv4, or a network of IPv6, of which one sender has all addresses. */
    private static String sender(String address) {
        String[] groups = StringUtils.defaultString(address).split(":", IPV6_NETWORK_GROUPS + 1);
        return String.join(":", Arrays.copyOf(groups, Math.min(groups.length, IPV6_NETWORK_GROUPS)));
    }

    private void leave(Payload payload) {
        if (unfinished.remove(payload)) {
            forget(payload.sender);
        }
    }

    private void forget(String sender) {
        senders.computeIfPresent(sender, (name, count) -> count == 1 ? null : count - 1);
    }

    /** A body, as far as it has come; used by one thread at a time. */
    static final class Payload {
        private final String sender;
        private final Runnable givingWay;
        private final boolean crowded;
        private byte[] bytes = new byte[0];
        private int length;
        private long held;
        private volatile boolean gaveWay;

        private Payload(String sender, Runnable givingWay, boolean crowded) {
            this.sender = sender;
            this.givingWay = givingWay;
            this.crowded = crowded;
        }

        /** Whether its sender had as many unfinished bodies as it may have when this one began. */
        boolean crowded() {
            return crowded;
        }

        /** Whether it had to give way to others. */
        boolean gaveWay() {
            return gaveWay;
        }

        /** What has come, in the first {@link #length} bytes. */
        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        private void forget() {
            bytes = new byte[0];
            length = 0;
        }

        private void grow(int size) {
            byte[] larger = new byte[size];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
    }
}
