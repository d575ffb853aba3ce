// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/**
 * A fault that waits for its request.
 *
 * @param method in lower case, or {@code "*"}
 * @param fault what it meets
 * @param times how many more requests meet it; 0 for all of them until the faults are cleared
 * @param probability that a request meets it: above 0, and 1 for all of them or those that the test chooses
 * @param inBatch met by commands of a batch, not by requests
 */
public record ScriptedFault(String method, Fault fault, int times, double probability, boolean inBatch) {}
