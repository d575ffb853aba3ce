// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import io.github.camelbitrix24.openlines.api.RestTime;

/**
 * The portal's answer to a call that it did not refuse (§1.6).
 *
 * @param result any JSON value as plain Java; whole numbers are {@code Long}
 * @param time the portal's account of the call, null if it gave none
 * @param attempts how often the call was sent, 1 or more
 */
public record RestResponse(Object result, RestTime time, int attempts) {

    /** The same answer to a call that was sent so many times. */
    public RestResponse sentTimes(int times) {
        return new RestResponse(result, time, times);
    }

    @Override
    public String toString() {
        return "RestResponse[" + (result == null ? "null" : result.getClass().getSimpleName()) + "]";
    }
}
