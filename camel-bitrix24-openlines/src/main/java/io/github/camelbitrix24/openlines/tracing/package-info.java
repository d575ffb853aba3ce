// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Spans of Camel's tracers: their names and attributes. Imports report only. */
package io.github.camelbitrix24.openlines.tracing;
