// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.List;
import java.util.Optional;

/**
 * What follows on a group of calls in its chat's place: until nothing follows, no other call of the chat goes.
 */
@FunctionalInterface
public interface Sequel {
    /** Nothing follows. */
    Sequel NONE = outcomes -> Optional.empty();

    /**
     * Decides what follows. Called once for each answered group, on a thread of the component that must not be kept waiting.
     *
     * @param outcomes one for each call of the group, in order
     * @return empty if these outcomes are the last
     */
    Optional<CallGroup> next(List<CallOutcome> outcomes);
}
