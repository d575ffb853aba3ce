// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Queue, answer or duty line, by the time of day: the route is in {@code camel/business-hours.xml}. */
package io.github.camelbitrix24.openlines.examples.businesshours;
