// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import io.github.camelbitrix24.openlines.api.RestTime;

/**
 * The portal's answer to a call that it did not refuse (§1.6).
 *
 * @param result any JSON value as plain Java; whole numbers are {@code Long}
 * @param time the portal's account of the call, null if it gave none
 * @param attempts how often the call was sent, 1 or more
 * @param next where a list goes on, as the portal says it, whatever that is; null if it does not say (§1.12)
 */
public record RestResponse(Object result, RestTime time, int attempts, Object next) {

    /** An answer that goes on nowhere. */
    public RestResponse(Object result, RestTime time, int attempts) {
        this(result, time, attempts, null);
    }

    /** The same answer to a call that was sent so many times. */
    public RestResponse sentTimes(int times) {
        return new RestResponse(result, time, times, next);
    }

    /** The same answer with another result. */
    public RestResponse with(Object other) {
        return new RestResponse(other, time, attempts, next);
    }

    @Override
    public String toString() {
        return "RestResponse[" + (result == null ? "null" : result.getClass().getSimpleName()) + "]";
    }
}
