// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes in one request, with the calls as they were when it went.
 *
 * @param pending whose calls they are
 * @param calls the calls of each
 */
record Shipment(List<PendingCall> pending, List<List<RestCall>> calls) {
    private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);
    private static final int HTTP_OK = 200;

    static Shipment of(List<PendingCall> pending) {
        return new Shipment(
                pending,
                pending.size() == 1
                        ? List.of(pending.get(0).calls)
                        : pending.stream().map(waiting -> waiting.calls).toList());
    }

    PendingCall first() {
        return pending.get(0);
    }

    /** Done when nobody waits for an answer any more. */
    CompletableFuture<?> settled() {
        return pending.size() == 1
                ? first().waiter.promise()
                : CompletableFuture.allOf(
                        pending.stream().map(call -> call.waiter.promise()).toArray(CompletableFuture[]::new));
    }

    /** Whether it goes as a call of its own method. */
    boolean plain() {
        return calls.size() == 1 && calls.get(0).size() == 1;
    }

    int weight() {
        int weight = 0;
        for (List<RestCall> group : calls) {
            weight += group.size();
        }
        return weight;
    }

    /** It goes now. */
    void goes(long now) {
        int weight = weight();
        for (PendingCall each : pending) {
            each.goes(weight, now);
        }
    }

    RestCall request() {
        return plain() ? calls.get(0).get(0) : BatchEnvelope.pack(calls);
    }

    /** One list for each of the pending, with a delivery for each of its calls. */
    List<List<Delivery>> open(Delivery whole) {
        if (plain()) {
            return List.of(List.of(whole));
        }
        List<Delivery> deliveries = opened(whole);
        List<List<Delivery>> parts = new ArrayList<>(calls.size());
        int from = 0;
        for (List<RestCall> group : calls) {
            parts.add(deliveries.subList(from, from + group.size()));
            from += group.size();
        }
        return parts;
    }

    /** The same delivery for each of the calls. */
    List<List<Delivery>> all(Delivery delivery) {
        return calls.stream()
                .map(group -> Collections.nCopies(group.size(), delivery))
                .toList();
    }

    private List<Delivery> opened(Delivery whole) {
        List<RestCall> all = calls.stream().flatMap(List::stream).toList();
        try {
            return BatchEnvelope.open(all, whole);
        } catch (RuntimeException | Error e) {
            LOG.debug(
                    "A batch got an answer that cannot be read: {}",
                    e.getClass().getName());
            return Collections.nCopies(all.size(), new Delivery.Unreadable(HTTP_OK));
        }
    }
}
