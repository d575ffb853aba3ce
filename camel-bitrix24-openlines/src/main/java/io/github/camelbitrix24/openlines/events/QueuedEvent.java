// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/**
 * An event in a portal's queue.
 *
 * @param id by which the queue knows it
 * @param reservation the part of the queue that it was reserved with, null if the queue has no parts
 * @param key by which it is known to be the same event, wherever and however often it is read
 * @param defect why it is no event that a portal sends, null if it is one
 */
record QueuedEvent(String id, String reservation, String key, RawEvent raw, String defect) {}
