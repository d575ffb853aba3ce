// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Events into a table: the route is in {@code camel/event-log.yaml}. */
package io.github.camelbitrix24.openlines.examples.eventlog;
