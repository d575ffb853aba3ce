// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects under the portal's lock what listeners have to hear, and tells them in that order outside of it. */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final List<PortalListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<PortalListener>> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deliveries = new AtomicInteger();

    void listen(PortalListener listener) {
        listeners.add(listener);
    }

    void unlisten(PortalListener listener) {
        listeners.remove(listener);
    }

    /** The supplier runs at once, under the lock, and only if somebody listens. */
    public void tell(Supplier<Consumer<PortalListener>> notice) {
        if (!listeners.isEmpty()) {
            pending.add(notice.get());
        }
    }

    /** One thread delivers at a time; a thread that comes meanwhile leaves its notices to that one. */
    void deliver() {
        if (deliveries.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = deliveries.get();
            for (Consumer<PortalListener> notice = pending.poll(); notice != null; notice = pending.poll()) {
                tellAll(notice);
            }
        } while (!deliveries.compareAndSet(seen, 0));
    }

    private void tellAll(Consumer<PortalListener> notice) {
        for (PortalListener listener : listeners) {
            try {
                notice.accept(listener);
            } catch (RuntimeException | AssertionError e) {
                LOG.warn("A portal listener failed: {}", listener, e);
            }
        }
    }
}
