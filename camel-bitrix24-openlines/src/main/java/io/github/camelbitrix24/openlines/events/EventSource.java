// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/** Where chat events come from; a constant's name is its name in the URI. */
public enum EventSource {
    /** Posted by the portal to a path of this application (§8). */
    push,
    /** A chatbot's queue, polled and acknowledged by offset (§11). */
    bot,
    /** An application's queue of stored events, polled and cleared (§9). */
    offline
}
