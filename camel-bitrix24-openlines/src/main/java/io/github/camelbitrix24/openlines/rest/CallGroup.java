// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Calls that travel together: in one {@code batch}, in this order, none without the others. A parameter may hold a
 * {@link Reference} to an earlier call of the group.
 *
 * <p>A failing call does not keep the later ones from running (§4.2).
 *
 * @param calls 1 to 50; what each changes is in its {@link RestCall#changesState}
 * @param chatId the chat whose order the group keeps, null if it belongs to none
 * @param delay how long the group waits before it goes
 */
public record CallGroup(List<RestCall> calls, Long chatId, Duration delay) {
    /** §3.3. */
    public static final int LARGEST = 50;

    public CallGroup {
        calls = List.copyOf(calls);
        if (calls.isEmpty() || calls.size() > LARGEST) {
            throw new IllegalArgumentException("A group has 1 to " + LARGEST + " calls, not " + calls.size());
        }
        for (int index = 0; index < calls.size(); index++) {
            int position = index;
            references(calls.get(index).parameters(), reference -> {
                if (reference.call() >= position) {
                    throw new IllegalArgumentException("Call " + position + " refers to call " + reference.call()
                            + " of its group, which is not before it");
                }
            });
        }
    }

    /** A group that goes at its turn. */
    public static CallGroup of(Long chatId, List<RestCall> calls) {
        return new CallGroup(calls, chatId, Duration.ZERO);
    }

    /** A group that goes at its turn. */
    public static CallGroup of(Long chatId, RestCall... calls) {
        return of(chatId, List.of(calls));
    }

    private static void references(Object value, Consumer<Reference> found) {
        if (value instanceof Reference reference) {
            found.accept(reference);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> references(inner, found));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> references(inner, found));
        }
    }
}
