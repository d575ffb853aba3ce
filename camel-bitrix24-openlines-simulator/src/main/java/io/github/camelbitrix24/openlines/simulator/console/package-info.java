// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * The web console: one page that shows the desk at work and lets people write, answer and break calls by hand.
 * It looks at the portal from outside and only the wiring of the server knows it.
 */
package io.github.camelbitrix24.openlines.simulator.console;
