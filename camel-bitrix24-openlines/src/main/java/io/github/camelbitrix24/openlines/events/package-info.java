// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Consumers of chat events and the mapping of each kind of event to one shape. Imports portal, rest and api. */
package io.github.camelbitrix24.openlines.events;
