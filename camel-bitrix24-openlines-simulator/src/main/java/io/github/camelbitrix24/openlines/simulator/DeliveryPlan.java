// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Duration;

/**
 * What awaits the events that are posted next.
 *
 * @param drop so many get lost
 * @param delay then so many leave later
 * @param by how much later
 * @param reorder then so many are still to come before they leave in reverse order
 * @param parallel how many a handler gets at once
 * @param held how many are held back now, delayed or to change places
 */
public record DeliveryPlan(int drop, int delay, Duration by, int reorder, int parallel, int held) {}
