// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * How a portal behaves: access, operator actions, queue distribution, bots and timers, all under one lock.
 * Nothing here knows REST or HTTP.
 */
package io.github.camelbitrix24.openlines.simulator.portal;
