// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** Who wrote a message. */
public enum AuthorKind {
    /** The customer, through a connector. */
    CLIENT,
    /** An employee. */
    OPERATOR,
    /** A chatbot. */
    BOT,
    /** The portal itself. */
    SYSTEM
}
