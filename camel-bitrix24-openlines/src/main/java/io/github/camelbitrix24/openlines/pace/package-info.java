// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * The way of a call from the client to the wire: when it goes, alone or in a batch, whether it goes again, and what is refused
 * without going. Imports wire, rest and api.
 */
package io.github.camelbitrix24.openlines.pace;
