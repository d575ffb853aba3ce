// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

/** A caller's way in: shut while a token is fetched (§5.3). */
final class Door extends Gate {
    private boolean shut;

    void shut() {
        shut = true;
    }

    void open() {
        shut = false;
    }

    @Override
    boolean open(long now) {
        return !shut;
    }

    @Override
    long opensAt(long now) {
        return now;
    }
}
