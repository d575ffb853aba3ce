// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;
import io.github.camelbitrix24.openlines.simulator.Faults;

/**
 * What the gateway goes by besides the protocol.
 *
 * @param remembered how many executions are kept
 * @param faults met by the commands of a batch
 */
public record RestRules(
        ErrorStatuses statuses, int remembered, Faults faults, OperatingTime operating, Strictness strictness) {}
