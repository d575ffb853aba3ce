// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

import java.util.Locale;

/** What a question for new tokens led to. */
public enum Renewed {
    /** New tokens. */
    DONE,
    /** The authorisation server gives none any more. */
    REFUSED,
    /** The authorisation server was not reached, or would not be asked now. */
    UNAVAILABLE,
    /** No answer came that can be read; the refresh token may be used up. */
    LOST;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As metrics have it. */
    public String word() {
        return word;
    }
}
