// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Locale;

/** How a line hands new dialogs to its operators (§6.1, {@code QUEUE_TYPE}). */
public enum QueueType {
    /** One operator at a time, the least recently assigned first. */
    EVENLY,
    /** One operator at a time, in queue order. */
    STRICTLY,
    /** Everybody sees the dialog, the first to answer has it. */
    ALL;

    /** As the portal spells it: {@code evenly}, {@code strictly}, {@code all}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
