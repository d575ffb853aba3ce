// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * The REST interface without the wire: credentials, parameters, the table of methods, batches and envelopes.
 * A new REST method is one new row in one of the {@code *Methods} classes.
 */
package io.github.camelbitrix24.openlines.simulator.rest;
