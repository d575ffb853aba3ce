// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Micrometer's meters of what an observer is told. Imports report only. */
package io.github.camelbitrix24.openlines.metrics;
