// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** A support desk: its routes are in {@code camel/support-desk.yaml}, here is what lets them run and shows what they do. */
package io.github.camelbitrix24.openlines.examples.supportdesk;
