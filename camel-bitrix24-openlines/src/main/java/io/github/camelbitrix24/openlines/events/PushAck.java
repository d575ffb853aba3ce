// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/** When a posted event is answered; a constant's name is its name in the URI. */
public enum PushAck {
    /** When the route is done with it: 200, or 500 if it failed. */
    processed,
    /** As soon as it is verified and has a place in the queue: 200, or 503 if the queue is full. */
    received
}
