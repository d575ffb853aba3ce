// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

/**
 * Told what happens on the way of calls and events. Nothing that it is told is a secret, an address or an id of a chat. It is told
 * on threads of the component that others wait for, so it returns at once, and it never throws.
 */
public interface Observer {
    /** Nobody listens. */
    Observer NONE = new Observer() {};

    /** A limit of the portal. */
    enum Limit {
        /** Requests a second, HTTP 503 (§3.1). */
        RATE,
        /** A method's operating time (§3.2). */
        OPERATING
    }

    /**
     * An exchange's operation is over.
     *
     * @param operation its name in the URI
     * @param nanos from the exchange's coming to its callback
     */
    default void operationDone(String operation, Ending ending, long nanos) {}

    /**
     * A call of a REST method is over; an operation may take several, and polls of consumers are calls too.
     *
     * @param method as it was called; there may be any number of names
     * @param attempts how often the portal got it
     * @param together calls in the request that it went in last, itself included; 0 if it never went
     * @param waited nanoseconds before it went first, or before it was given up without having gone
     * @param nanos from its coming to its end
     */
    default void callDone(String method, Ending ending, int attempts, int together, long waited, long nanos) {}

    /** A request goes to the portal, with so many calls in it. */
    default void requestSent(int calls) {}

    /**
     * A request is back, or will not come back.
     *
     * @param nanos since it was sent
     */
    default void requestBack(int calls, long nanos) {}

    /** The portal refused a request or a call for a limit, and did not execute it. */
    default void limitHit(Limit limit) {}

    /**
     * A chat event has come to its end with us.
     *
     * @param source its name in the URI
     * @param type the event's documented name, or {@code other}
     */
    default void event(String source, String type, EventEnding ending) {}

    /** The authorisation server was asked for new tokens. */
    default void tokensAsked(Renewed renewed) {}

    /** A portal has moved, and calls follow it. */
    default void portalMoved() {}

    /** A portal's shared budget cannot be had; calls go on at this JVM's share. */
    default void budgetLost() {}

    /** A portal's shared budget is back. */
    default void budgetBack() {}
}
