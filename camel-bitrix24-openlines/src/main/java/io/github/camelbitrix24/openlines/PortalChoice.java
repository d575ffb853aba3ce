// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

/** Which portal a producer acts on; a constant's name is its name in the URI. */
public enum PortalChoice {
    /** The one that the options name. */
    configured,
    /** The one whose verified event started the exchange, with the tokens of its installation. */
    event
}
