// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.time.Instant;

/** A span of time, either end of which may be missing; both ends belong to it. */
record Period(Instant from, Instant to) {

    boolean holds(Instant time) {
        if (from == null && to == null) {
            return true;
        }
        return time != null && (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
    }

    boolean isFull() {
        return from != null && to != null;
    }
}
