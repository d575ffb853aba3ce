// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/**
 * The facts of a failed call.
 *
 * @param restMethod the REST method, null if none was chosen yet
 * @param errorCode the portal's code, {@code ""} if it came empty, null if none came
 * @param errorDescription the portal's text, null if none came
 * @param httpStatus the HTTP status of the answer, 0 if no answer came
 * @param attempts how often the call was sent
 */
public record RestFailure(String restMethod, String errorCode, String errorDescription, int httpStatus, int attempts) {

    /** A call that was never sent. */
    public static RestFailure unsent(String restMethod) {
        return new RestFailure(restMethod, null, null, 0, 0);
    }

    /** A call that was sent once and got no answer that could be read. */
    public static RestFailure unanswered(String restMethod, int httpStatus) {
        return new RestFailure(restMethod, null, null, httpStatus, 1);
    }
}
