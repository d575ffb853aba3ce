// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;

/** How one sending of a call ended. */
public sealed interface Delivery {

    /** Whether the portal got the call, or may have. */
    default boolean sent() {
        return !(this instanceof NotSent || this instanceof NoToken || this instanceof NoTokenYet);
    }

    /** The portal executed the call and gave a result. */
    record Answered(RestResponse response) implements Delivery {}

    /**
     * The portal answered an error (§1.7).
     *
     * @param code as it came, {@code ""} if it came empty
     * @param description null if none came
     * @param status the HTTP status; for a command of a batch the status that the code has alone
     * @param retryAfter what the header {@code Retry-After} says, null if absent
     */
    record Rejected(String code, String description, int status, Duration retryAfter) implements Delivery {

        /** What the error means for the call. */
        public ErrorKind kind() {
            return ErrorKind.of(code, status);
        }

        /** Whether it is the caller who is refused, and not this one call: its method, its scope or what it is about (§2). */
        public boolean refusesCaller() {
            return ErrorKind.refusesCaller(code, status);
        }

        /** Whether the caller's token is too old, and nothing else wrong (§2). */
        public boolean expiredToken() {
            return code.equalsIgnoreCase("expired_token");
        }
    }

    /**
     * The portal sent the caller elsewhere; it did not execute the call (§1.10).
     *
     * @param location the header {@code Location}, null if absent; holds a webhook's code, so no text shows it
     * @param from where the call went to
     */
    record Moved(int status, String location, PortalAddress from) implements Delivery {

        @Override
        public String toString() {
            return "Moved[status=" + status + "]";
        }
    }

    /**
     * An HTTP error of the client's, 400 to 499, without an error of the portal: what stands in front of the portal, a proxy or a
     * firewall, or is no portal, did not let the call through.
     *
     * @param retryAfter what the header {@code Retry-After} says, null if absent
     */
    record ClientError(int status, Duration retryAfter) implements Delivery {

        /** Whether it was one request too many. */
        public boolean tooMany() {
            return status == ErrorKind.TOO_MANY_REQUESTS;
        }
    }

    /**
     * The portal certainly did not get the call.
     *
     * @param reason in words
     * @param stopped whether it was held back because the component stops
     * @param cause may be null
     */
    record NotSent(String reason, boolean stopped, Throwable cause) implements Delivery {}

    /**
     * The call did not go out: the authorisation server gives no token for it (§5.3).
     *
     * @param code of the authorisation server, {@code ""} if it gave none
     * @param status the HTTP status of its answer, 0 if none came
     * @param reason in words
     */
    record NoToken(String code, int status, String reason) implements Delivery {}

    /**
     * The call did not go out: the authorisation server gives no answer, and will be asked again.
     *
     * @param reason in words
     * @param pause how long it is not asked, from now
     * @param cause may be null
     */
    record NoTokenYet(String reason, Duration pause, Throwable cause) implements Delivery {}

    /**
     * The call went out and no answer came.
     *
     * @param what names the failure
     * @param late whether its time was over here: the portal may still be at work on it
     */
    record Lost(String what, boolean late) implements Delivery {

        public Lost(String what) {
            this(what, false);
        }
    }

    /** An answer came that is not what a portal says, or lacks this call's part. */
    record Unreadable(int status) implements Delivery {}
}
