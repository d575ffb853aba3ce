// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** What a portal user is; only an {@link #EMPLOYEE} can be the target of a transfer (§6.8). */
public enum UserKind {
    /** Works here. */
    EMPLOYEE,
    /** Has left, or is blocked. */
    INACTIVE,
    /** A guest from outside. */
    EXTRANET,
    /** A chatbot. */
    BOT,
    /** A client, who writes through a connector. */
    CONNECTOR
}
