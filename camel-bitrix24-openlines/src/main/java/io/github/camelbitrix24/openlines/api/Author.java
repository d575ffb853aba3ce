// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.io.Serializable;

/**
 * Who wrote a message or caused an event.
 *
 * @param id the Bitrix24 user, 0 for the system
 * @param kind one of {@link #CLIENT}, {@link #OPERATOR}, {@link #BOT}, {@link #SYSTEM}
 * @param name the name shown, null if the event does not carry it
 */
public record Author(long id, String kind, String name) implements Serializable {
    /** The customer, who writes through a connector. */
    public static final String CLIENT = "client";
    /** An employee. */
    public static final String OPERATOR = "operator";
    /** A chatbot. */
    public static final String BOT = "bot";
    /** The portal itself. */
    public static final String SYSTEM = "system";
}
