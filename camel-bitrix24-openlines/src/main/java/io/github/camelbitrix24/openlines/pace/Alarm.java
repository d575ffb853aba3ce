// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

/** One timer for the earliest of all times of a portal. Used under the dispatcher's lock only. */
final class Alarm {
    private long at = Long.MAX_VALUE;

    /** Whether a timer is to be set that rings at that time; it counts as set then. */
    boolean set(long next) {
        if (next >= at) {
            return false;
        }
        at = next;
        return true;
    }

    /** The timer of that time has rung, or could not be set. */
    void rang(long due) {
        if (at == due) {
            at = Long.MAX_VALUE;
        }
    }
}
