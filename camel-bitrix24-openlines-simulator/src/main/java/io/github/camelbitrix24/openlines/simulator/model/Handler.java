// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/**
 * A subscription to an event (§7.10).
 *
 * @param url where it is posted to, empty for the offline queue
 * @param app the application that subscribed, null for an outgoing webhook
 * @param applicationToken what lets the receiver believe an event (§8.2)
 * @param authType the user whose token goes with the event, 0 for the one who caused it
 * @param boundBy the user who subscribed, 0 for an outgoing webhook
 * @param connector label of the offline queue, empty for none
 * @param minTimeout seconds between two notices of ONOFFLINEEVENT (§9.3)
 */
public record Handler(
        long id,
        String event,
        String url,
        AppRef app,
        String applicationToken,
        long authType,
        long boundBy,
        boolean offline,
        String connector,
        long minTimeout) {

    public boolean isOf(AppRef other) {
        return app != null && other != null && app.clientId().equals(other.clientId());
    }

    @Override
    public String toString() {
        return "Handler[" + id + ", " + event + "]";
    }
}
