// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

/**
 * Who made the portal act: a caller, an operator at work, or nobody for timers and clients (§8.2).
 *
 * @param clientId the application that called, empty for none
 * @param authConnector the label of the call's changes, empty for none (§9.1)
 * @param generation how many events lie behind it: each led to a call whose token it had brought (§8.1)
 */
record Cause(long userId, String clientId, String authConnector, int generation) {

    static final Cause NOBODY = new Cause(0, "", "", 0);

    static Cause of(long userId) {
        return new Cause(userId, "", "", 0);
    }
}
