// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.List;

/** A queue of events at the portal, read by one consumer; what is read stays in it until it is {@link #done}. */
interface EventQueue {

    /**
     * One poll. Blocks until the portal has answered.
     *
     * @param limit new events at most
     * @return the oldest events that were not returned since {@link #open} and are not done, in their order
     */
    List<QueuedEvent> read(int limit) throws InterruptedException;

    /** The event is done, or was left out; from any thread. */
    void done(QueuedEvent event);

    /** The event is passed over: the route failed with it too often. From any thread. */
    void givenUp(QueuedEvent event);

    /** After the events of a read: tells the portal what is done, as far as its protocol has it. */
    void settle() throws InterruptedException;

    /** Whether the last read left events behind that another one would bring. */
    boolean hasMore();

    /** Before the first read, and after {@link #close}: what is not done is read again. */
    void open();

    /** Ends a read that waits; at once, or within a few seconds if the portal's answer would be missed. */
    void endReading();

    /** Ends all calls, until {@link #open}. */
    void close() throws InterruptedException;

    /** Whose queue it is, for logs. */
    String name();
}
