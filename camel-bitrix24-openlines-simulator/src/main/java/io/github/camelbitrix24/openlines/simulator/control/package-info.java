// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * The simulator's own HTTP interface under {@code /simulator/}, for those who do not program in Java.
 * It does nothing that the root package's public types cannot do.
 */
package io.github.camelbitrix24.openlines.simulator.control;
