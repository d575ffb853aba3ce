// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** What is known of an action after the portal has answered. */
public enum Outcome {
    /** The portal said {@code true}; nobody has looked whether anything changed. */
    ACCEPTED,
    /** The dialog shows the effect of the action. */
    APPLIED,
    /** A finish has reached the closing phase: closing text or vote request is out, the session is still open (§6.4). */
    CLOSING,
    /** The portal said {@code true}, but nothing changed. */
    NO_EFFECT,
    /** Somebody else changed the dialog meanwhile. */
    SUPERSEDED,
    /** The portal answered {@code false}, and {@code failOnFalse} is off. */
    REFUSED
}
