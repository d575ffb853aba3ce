// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.math.NumberUtils;

/** Every sentence about a failed call, in one place. */
final class Failures {
    private static final int LONGEST_DESCRIPTION = 300;
    /** Without a word from the portal: its rate counter falls once a second (§3.1). */
    private static final Duration RATE_PAUSE = Duration.ofSeconds(1);
    /** Without a word from the portal: a minute's share of the window falls out (§1.11). */
    private static final Duration OPERATING_PAUSE = Duration.ofSeconds(60);

    private Failures() {}

    static B24Exception of(RestCall call, RestFailure failure, String retryAfter) {
        String what = failure.restMethod() + ": ";
        return switch (ErrorKind.of(failure.errorCode(), failure.httpStatus())) {
            case REFUSED -> new B24RefusedException(what + "refused by the portal, " + facts(failure), failure, null);
            case AUTH ->
                new B24AuthException(
                        what + "the portal does not let the caller in, " + facts(failure) + ". " + remedy(failure),
                        failure,
                        null);
            case RATE_LIMIT ->
                new B24LimitException(
                        what + "over the portal's request rate, " + facts(failure) + ". It was not executed",
                        failure,
                        pause(retryAfter, RATE_PAUSE));
            case OPERATING_LIMIT ->
                new B24LimitException(
                        what + "the method has used up its operating time, " + facts(failure)
                                + ". It was not executed; other methods still go",
                        failure,
                        pause(retryAfter, OPERATING_PAUSE));
            case BLOCKED ->
                new B24LimitException(
                        what + "the vendor has blocked the portal's interface, " + facts(failure)
                                + ". Waiting does not help: ask Bitrix24",
                        failure,
                        null);
            case UNAVAILABLE ->
                new B24UnavailableException(
                        what + "the portal cannot serve calls, " + facts(failure) + ". It was not executed",
                        failure,
                        null);
            case UNKNOWN ->
                new B24OutcomeUnknownException(
                        what + "the portal failed, " + facts(failure)
                                + ". It may have been executed: look at the dialog before you repeat it",
                        failure,
                        null);
        };
    }

    static B24UnavailableException moved(String restMethod, int status, String location) {
        String host = host(location);
        return new B24UnavailableException(
                restMethod + ": the portal has moved" + (host == null ? "" : " to " + host) + " (HTTP " + status
                        + "), and the call did not follow. If you trust that host, set it as portalUrl",
                new RestFailure(restMethod, null, null, status, 1),
                null);
    }

    static B24UnavailableException notSent(String restMethod, NotSentException cause) {
        return new B24UnavailableException(
                restMethod + ": the portal was not reached: " + cause.getMessage() + ". It was not executed",
                RestFailure.unsent(restMethod),
                cause.getCause());
    }

    static B24OutcomeUnknownException noAnswer(RestCall call, Throwable cause) {
        return new B24OutcomeUnknownException(
                call.method() + ": no answer came (" + cause.getClass().getSimpleName() + "). " + afterwards(call),
                RestFailure.unanswered(call.method(), 0),
                null);
    }

    static B24OutcomeUnknownException unreadable(RestCall call, int status) {
        return new B24OutcomeUnknownException(
                call.method() + ": the answer is not what a portal says (HTTP " + status + "). "
                        + (status >= 400 && status < 500 ? "Is portalUrl a Bitrix24 portal? " : "")
                        + afterwards(call),
                RestFailure.unanswered(call.method(), status),
                null);
    }

    private static String afterwards(RestCall call) {
        return call.changesState()
                ? "It may have been executed: look at the dialog before you repeat it"
                : "It only reads, so it may be repeated";
    }

    private static String facts(RestFailure failure) {
        String code = failure.errorCode().isEmpty() ? "without a code" : failure.errorCode();
        String text = StringUtils.abbreviate(StringUtils.trimToEmpty(failure.errorDescription()), LONGEST_DESCRIPTION);
        return code + " (HTTP " + failure.httpStatus() + ")" + (text.isEmpty() ? "" : ": " + text);
    }

    private static String remedy(RestFailure failure) {
        return switch (failure.errorCode().toLowerCase(Locale.ROOT)) {
            case "insufficient_scope" -> "Give the webhook the scope of this method: imopenlines, imbot or user";
            case "wrong_auth_type" -> "This method needs an application, a webhook will not do";
            case "authorization_error" -> "The employee who made the webhook is dismissed or blocked";
            case "access_denied", "wrong_license", "user_access_error" ->
                "Look at the employee's rights and the" + " portal's plan";
            default -> "Check portalUrl and authToken (USER_ID/CODE of an incoming webhook)";
        };
    }

    private static Duration pause(String retryAfter, Duration otherwise) {
        long seconds = NumberUtils.toLong(StringUtils.trimToEmpty(retryAfter), -1);
        return seconds >= 0 ? Duration.ofSeconds(seconds) : otherwise;
    }

    private static String host(String location) {
        try {
            return location == null ? null : URI.create(location).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
