// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.http.Listening;
import io.github.camelbitrix24.openlines.simulator.rest.Strictness;
import java.time.Clock;

/** What a portal is started with besides its people, lines and bots. */
record PortalSettings(
        Clock clock,
        ErrorStatuses statuses,
        int remembered,
        Listening listening,
        PortalLimits limits,
        Strictness strictness,
        String memberId,
        boolean tokenErrorsOn200,
        boolean plainHttpRefused) {}
