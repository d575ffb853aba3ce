// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/**
 * What a portal remembers: users, lines, bots, chats, sessions, messages and locks.
 * Nothing here decides; the {@code portal} package changes this state under its one lock.
 */
package io.github.camelbitrix24.openlines.simulator.model;
