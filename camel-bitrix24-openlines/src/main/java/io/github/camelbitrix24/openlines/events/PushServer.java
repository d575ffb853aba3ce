// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What is special about the HTTP server behind platform-http. */
interface PushServer {

    /** A server whose consumer hands over the body, or the fields of the form. */
    PushServer ANY = new PushServer() {};

    /**
     * Options of the platform-http endpoint. The values that Camel makes of a form on Spring Boot are not decoded, so it is left as it
     * came.
     */
    default Map<String, Object> parameters() {
        return Map.of("populateBodyWithForm", "false");
    }

    /**
     * Before the consumer starts.
     *
     * @param path of the consumer
     * @param handler what the consumer does with requests, for those that it cannot take itself; null if they are to come again by
     *     HTTP/1.1
     */
    default void open(String path, Handler handler) {}

    /** After the consumer has stopped. */
    default void close() {}

    /** Puts the body into the request's message, if the server has not. */
    default void prepare(Message request) {}

    /** Takes requests. */
    interface Handler {
        /** Whether there are none to be taken now. */
        boolean isSuspended();

        /** Takes one with its content as body, and leaves the answer in its message; blocks. */
        void handle(Exchange request) throws Exception;
    }
}
