// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.text.LogText;
import java.time.Duration;
import java.util.Optional;

/** There is nothing now that would open the portal. Its texts hold no secret. */
public final class NoAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2_000;

    private final String code;
    private final int status;
    private final boolean again;
    private final boolean stopped;
    private final Duration pause;

    private NoAccessException(
            String message, String code, int status, boolean again, boolean stopped, Duration pause, Throwable cause) {
        super(LogText.of(message, LONGEST), cause);
        this.pause = pause;
        this.code = code;
        this.status = status;
        this.again = again;
        this.stopped = stopped;
    }

    /**
     * There will be no tokens before somebody does something.
     *
     * @param code of the authorisation server (§2), {@code ""} if it gave none
     * @param status the HTTP status, 0 if none came
     */
    public static NoAccessException refused(String code, int status, String reason) {
        return new NoAccessException(reason, code, status, false, false, null, null);
    }

    /** The authorisation server or the token store cannot be had now; later may help. */
    public static NoAccessException unavailable(String reason, Throwable cause) {
        return new NoAccessException(reason, "", 0, true, false, null, cause);
    }

    /**
     * The authorisation server gives no answer, and will be asked again.
     *
     * @param pause how long nobody asks, from now
     * @param cause may be null
     */
    static NoAccessException silent(String reason, Duration pause, Throwable cause) {
        return new NoAccessException(reason, "", 0, true, false, pause, cause);
    }

    /** The component stops. */
    public static NoAccessException stopped() {
        return new NoAccessException("stopped before tokens were there", "", 0, false, true, null, null);
    }

    /** The authorisation server's code, {@code ""} if it gave none. */
    public String code() {
        return code;
    }

    /** The HTTP status of the authorisation server's answer, 0 if none came. */
    public int status() {
        return status;
    }

    /** How long the authorisation server is not asked again, from when this was thrown; empty if it is not what is missing. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
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
