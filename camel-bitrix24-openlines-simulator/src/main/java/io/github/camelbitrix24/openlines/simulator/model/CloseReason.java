// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/** Why a session ended, as {@code imopenlines.v2.Session.list} names it. */
public enum CloseReason {
    OPERATOR("operator"),
    AUTO("auto"),
    SPAM("spam");

    private final String wireName;

    CloseReason(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
