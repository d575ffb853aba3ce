// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * The wire: a Vert.x server, the reading of bodies as PHP reads them, and the faults that a test scripts.
 * Everything that a request means is decided in the {@code rest} package.
 */
package io.github.camelbitrix24.openlines.simulator.http;
