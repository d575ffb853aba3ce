// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import java.time.Instant;

/** The time at which the portal acts: that of the request, or that at which a timer was due. */
final class Moment {

    private Instant now;

    Moment(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant instant) {
        now = instant;
    }
}
