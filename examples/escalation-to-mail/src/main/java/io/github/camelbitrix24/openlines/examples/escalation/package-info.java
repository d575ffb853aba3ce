// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** A bot hands over and writes a mail: the routes are in {@code camel/escalation.yaml}. */
package io.github.camelbitrix24.openlines.examples.escalation;
