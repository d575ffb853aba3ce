// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the portal writes them: ISO 8601 to the second, with the offset of the portal's zone. */
public final class PortalTime {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private PortalTime() {}

    public static String iso(Instant time, ZoneId zone) {
        return ISO.format(time.atZone(zone));
    }
}
