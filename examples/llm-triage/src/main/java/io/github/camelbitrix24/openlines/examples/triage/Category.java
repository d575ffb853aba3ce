// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.triage;

import java.util.Locale;

/** What a chat can be about. */
public enum Category {
    /** Money: invoices, payments, refunds. */
    BILLING,
    /** Something does not work. */
    TECHNICAL,
    /** Anything else, and whatever a classifier says that is none of these. */
    OTHER;

    /** The category of exactly this name, in any case; {@link #OTHER} for any other text, and for none. */
    public static Category of(String answer) {
        for (Category category : values()) {
            if (answer != null && category.name().equals(answer.strip().toUpperCase(Locale.ROOT))) {
                return category;
            }
        }
        return OTHER;
    }
}
