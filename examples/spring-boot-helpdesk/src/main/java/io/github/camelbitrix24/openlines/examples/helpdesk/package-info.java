// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** A page with the open chats: the routes are in {@code camel/helpdesk.yaml}, the page in {@code templates/chats.html}. */
package io.github.camelbitrix24.openlines.examples.helpdesk;
