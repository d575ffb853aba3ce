// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Handler;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that happened and that handlers may hear of.
 *
 * @param data the event's data as a handler is to see it
 * @param audience which of the event's handlers hear it (§8.3)
 * @param userId the user behind it, 0 for nobody
 * @param refreshToken whether its tokens can be renewed (§8.2)
 */
record Occurrence(
        String event, Function<Handler, Object> data, Predicate<Handler> audience, long userId, boolean refreshToken) {

    static Occurrence forAll(String event, Object data, long userId) {
        return new Occurrence(event, handler -> data, handler -> true, userId, false);
    }
}
