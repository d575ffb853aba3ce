// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The subscriptions to events (§7.10). */
public final class Handlers {

    private static final long FIRST = 12;

    private final List<Handler> handlers = new ArrayList<>();
    private long nextId = FIRST;

    public long newId() {
        return nextId++;
    }

    public void add(Handler handler) {
        handlers.add(handler);
    }

    /** The same application, event, address, user and label: there is no second one (§7.10). */
    public boolean isBound(Handler wanted) {
        return handlers.stream()
                .anyMatch(known -> known.event().equals(wanted.event())
                        && known.url().equals(wanted.url())
                        && known.offline() == wanted.offline()
                        && known.authType() == wanted.authType()
                        && known.connector().equals(wanted.connector())
                        && (known.app() == null ? wanted.app() == null : known.isOf(wanted.app())));
    }

    /** Returns how many there were. */
    public int remove(Predicate<Handler> which) {
        int before = handlers.size();
        handlers.removeIf(which);
        return before - handlers.size();
    }

    public List<Handler> all() {
        return List.copyOf(handlers);
    }

    List<Handler> of(String event) {
        return handlers.stream()
                .filter(handler -> handler.event().equals(event))
                .toList();
    }
}
