// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/** A request that is not taken: the answer's status, and a reason that shows nothing of the request. */
public final class PushRefusal extends Exception {
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int TIMED_OUT = 408;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    PushRefusal(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    static PushRefusal tooLarge(int most) {
        return new PushRefusal(TOO_LARGE, "more than " + most + " bytes (option maxPayloadSize)");
    }

    static PushRefusal timedOut() {
        return new PushRefusal(TIMED_OUT, "the body was not whole in time (option payloadTimeout)");
    }

    static PushRefusal gaveWay() {
        return full("the body was unfinished for long while others came");
    }

    static PushRefusal crowded() {
        return full("its sender has more unfinished bodies than maxUnfinishedPosts");
    }

    static PushRefusal full(String reason) {
        return new PushRefusal(UNAVAILABLE, reason);
    }

    /** Of the answer. */
    public int status() {
        return status;
    }

    /** What the sender is told: nothing about tokens. */
    public String toSender() {
        return status == FORBIDDEN ? "" : getMessage();
    }
}
