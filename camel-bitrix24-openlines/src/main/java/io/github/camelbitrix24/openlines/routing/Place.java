// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.routing;

/** A free slot of an operator on a line, taken for one transfer. Compared by identity. */
final class Place {
    private final long userId;
    private final long lineId;

    Place(long userId, long lineId) {
        this.userId = userId;
        this.lineId = lineId;
    }

    long userId() {
        return userId;
    }

    long lineId() {
        return lineId;
    }
}
