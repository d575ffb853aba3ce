// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * A Bitrix24 portal that runs inside a test or on a developer's machine and answers the Open Channels part of the REST interface.
 * Start it with {@link io.github.camelbitrix24.openlines.simulator.PortalSimulator}; the types of this package are all that users need.
 */
package io.github.camelbitrix24.openlines.simulator;
