// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

/** How the desk comes to its events: the property {@code desk.source}. */
enum Source {
    /** Polls the bot's queue. */
    bot,
    /** Hosts a path to which the portal posts. */
    push
}
