// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads the header {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
    /** No window of a portal is longer (§3.2), and a header must not keep a portal's calls waiting for ever. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param header null if absent
     * @return at most {@link #LONGEST}; zero for a date that is past; empty if the header says nothing that can be read
     */
    static Optional<Duration> read(String header, Instant now) {
        String text = StringUtils.trimToEmpty(header);
        if (text.matches("\\d{1,18}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        if (text.matches("\\d+")) {
            return Optional.of(LONGEST);
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(text)).map(date -> bounded(Duration.between(now, date)));
    }

    private static Duration bounded(Duration told) {
        if (told.isNegative()) {
            return Duration.ZERO;
        }
        return told.compareTo(LONGEST) > 0 ? LONGEST : told;
    }
}
