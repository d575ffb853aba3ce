// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

/** There is nothing now that would open the portal. Its texts hold no secret. */
public final class NoAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final boolean again;
    private final boolean stopped;

    private NoAccessException(
            String message, String code, int status, boolean again, boolean stopped, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.status = status;
        this.again = again;
        this.stopped = stopped;
    }

    /**
     * The tokens are of no use any more: the application must be authorised again.
     *
     * @param code of the authorisation server (§2), {@code ""} if it gave none
     * @param status the HTTP status, 0 if none came
     */
    public static NoAccessException refused(String code, int status, String reason) {
        return new NoAccessException(reason, code, status, false, false, null);
    }

    /** The authorisation server or the token store cannot be had now; later may help. */
    public static NoAccessException unavailable(String reason, Throwable cause) {
        return new NoAccessException(reason, "", 0, true, false, cause);
    }

    /** The component stops. */
    public static NoAccessException stopped() {
        return new NoAccessException("stopped before tokens were there", "", 0, false, true, null);
    }

    /** The authorisation server's code, {@code ""} if it gave none. */
    public String code() {
        return code;
    }

    /** The HTTP status of the authorisation server's answer, 0 if none came. */
    public int status() {
        return status;
    }

    /** Whether it may go better later, without anybody doing anything. */
    public boolean again() {
        return again;
    }

    /** Whether it was given up because the component stops. */
    public boolean stoppedFirst() {
        return stopped;
    }
}
