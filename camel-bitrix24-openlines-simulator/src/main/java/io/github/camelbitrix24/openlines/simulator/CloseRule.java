// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Locale;

/** What a client is sent when a dialog is closed (§6.1, {@code CLOSE_RULE}). */
public enum CloseRule {
    /** The line's closing text; the dialog is in its closing phase then. */
    TEXT,
    /** Nothing. */
    NONE;

    /** As the portal spells it: {@code text} or {@code none}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
