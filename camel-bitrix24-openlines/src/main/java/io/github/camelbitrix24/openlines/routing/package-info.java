// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Chooses who gets a transferred dialog: by the operators' loads, and not for ever. Imports operation, portal, rest and api. */
package io.github.camelbitrix24.openlines.routing;
