// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/**
 * An event in a portal's queue.
 *
 * @param id by which the queue knows it
 * @param key by which it is known to be the same event, wherever and however often it is read
 */
record QueuedEvent(String id, String key, RawEvent raw) {}
