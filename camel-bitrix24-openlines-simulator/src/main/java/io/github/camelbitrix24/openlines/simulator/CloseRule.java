// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Locale;

/** What a client is sent when a dialog is closed (§6.1, {@code CLOSE_RULE}). */
public enum CloseRule {
    TEXT,
    NONE;

    /** As REST writes it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
