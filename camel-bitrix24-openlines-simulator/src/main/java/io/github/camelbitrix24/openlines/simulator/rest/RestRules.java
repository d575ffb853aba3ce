// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;
import io.github.camelbitrix24.openlines.simulator.Faults;
import java.time.Duration;

/**
 * What the gateway goes by besides the protocol.
 *
 * @param remembered how many executions are kept
 * @param faults met by the commands of a batch
 * @param plainHttpRefused answers every call with {@code INVALID_REQUEST} (§1.1)
 * @param requestLimit how long a request may take before the front end gives up, null for any time (§3.3)
 */
public record RestRules(
        ErrorStatuses statuses,
        int remembered,
        Faults faults,
        OperatingTime operating,
        Strictness strictness,
        boolean plainHttpRefused,
        Duration requestLimit) {}
