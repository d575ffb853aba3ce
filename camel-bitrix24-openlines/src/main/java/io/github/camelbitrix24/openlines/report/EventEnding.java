// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

import java.util.Locale;

/** What became of a chat event. */
public enum EventEnding {
    /** The route has done it. */
    DONE,
    /** The route failed with it; a polled event is read again. */
    FAILED,
    /** The route failed with it as often as {@code maxAttempts} allows. */
    GIVEN_UP,
    /** A filter left it out. */
    FILTERED,
    /** It was done before. */
    DUPLICATE,
    /** A post that was no event, or had no right token. */
    REFUSED,
    /** There was no room for it. */
    FULL;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As metrics have it. */
    public String word() {
        return word;
    }
}
