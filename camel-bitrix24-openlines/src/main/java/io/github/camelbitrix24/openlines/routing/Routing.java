// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.routing;

/**
 * What an endpoint asks of its transfers.
 *
 * @param toLeastLoaded whether a line as the target means its least loaded operator
 * @param fallbackLineId the line that gets what nobody can take, 0 for the target line
 * @param maxTransfers how often a dialog may be handed over in one session, 0 for no limit
 */
public record Routing(boolean toLeastLoaded, long fallbackLineId, int maxTransfers) {

    /** Whether it asks for anything. */
    public boolean any() {
        return toLeastLoaded || maxTransfers > 0;
    }
}
