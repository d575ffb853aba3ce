// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Benchmarks: JMH classes for the pure parts, and scenarios with a {@code main}. docs/performance.md tells how to run them. */
package io.github.camelbitrix24.openlines.benchmarks;
