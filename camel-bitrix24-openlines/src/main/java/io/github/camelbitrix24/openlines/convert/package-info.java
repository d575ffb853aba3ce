// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Camel type converters for the component's values: to maps, to JSON, to booleans. Imports rest and api. */
package io.github.camelbitrix24.openlines.convert;
