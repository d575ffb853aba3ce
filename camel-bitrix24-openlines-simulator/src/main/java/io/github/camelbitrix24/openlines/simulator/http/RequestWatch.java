// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;

/** Told what becomes of each request, on the thread that serves it; the number is that of {@link RequestSeen}. */
public interface RequestWatch {

    RequestWatch NOBODY = new RequestWatch() {};

    default void arrived(RequestSeen request) {}

    /** The request meets a fault; if the fault lets it be executed, {@link #executed} follows. */
    default void met(long number, Fault fault) {}

    default void executed(long number, RestAnswer answer) {}

    /** The portal answers without a look at the call: it has moved, or its rate limit refuses with this code. */
    default void turnedAway(long number, String code) {}

    /** The status is about to be sent; a connection that is cut has none. */
    default void answered(long number, int status) {}
}
