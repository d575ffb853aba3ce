// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.RefusalReason;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.apache.commons.lang3.StringUtils;

/** Every sentence about a failed call, in one place; a new exception for each caller. */
public final class Failures {
    private static final int LONGEST_DESCRIPTION = 300;
    private static final int LONGEST_CODE = 100;
    /** Without a word from the portal: its rate counter falls once a second (§3.1). */
    private static final Duration RATE_PAUSE = Duration.ofSeconds(1);
    /** Without a word from the portal: a minute's share of the window falls out (§1.11). */
    private static final Duration OPERATING_PAUSE = Duration.ofSeconds(60);

    private Failures() {}

    /**
     * The exception of a call that did not succeed.
     *
     * @param attempts how often it was sent
     * @param retryAfter when it may go again, from now; null to say what is usual
     */
    public static B24Exception of(RestCall call, Delivery delivery, int attempts, Duration retryAfter) {
        String method = call.method();
        if (delivery instanceof Delivery.Rejected rejected) {
            return rejected(
                    call,
                    rejected,
                    new RestFailure(method, rejected.code(), rejected.description(), rejected.status(), attempts),
                    retryAfter);
        }
        if (delivery instanceof Delivery.Moved moved) {
            return new B24UnavailableException(
                    method + ": " + Redirects.refusal(moved) + ". It was not executed",
                    new RestFailure(method, null, null, moved.status(), attempts),
                    null);
        }
        if (delivery instanceof Delivery.ClientError error) {
            return clientError(error, new RestFailure(method, null, null, error.status(), attempts), retryAfter);
        }
        if (delivery instanceof Delivery.NoToken none) {
            return new B24AuthException(
                    method + ": " + none.reason() + ". It was not executed",
                    new RestFailure(method, none.code(), none.reason(), none.status(), attempts),
                    null);
        }
        if (delivery instanceof Delivery.NoTokenYet none) {
            return new B24UnavailableException(
                    method + ": " + none.reason() + ". It was not executed",
                    new RestFailure(method, null, null, 0, attempts),
                    none.cause());
        }
        if (delivery instanceof Delivery.NotSent notSent) {
            return new B24UnavailableException(
                    method + ": the portal was not reached: " + notSent.reason() + ". It was not executed",
                    new RestFailure(method, null, null, 0, attempts),
                    notSent.cause());
        }
        if (delivery instanceof Delivery.Lost lost) {
            return new B24OutcomeUnknownException(
                    method + ": no answer came (" + lost.what() + "). " + afterwards(call),
                    new RestFailure(method, null, null, 0, attempts),
                    lost.late() ? new SocketTimeoutException("no whole answer within responseTimeout") : null);
        }
        int status = delivery instanceof Delivery.Unreadable unreadable ? unreadable.status() : 0;
        return new B24OutcomeUnknownException(
                method + ": the answer is not what a portal says (HTTP " + status + "). " + afterwards(call),
                new RestFailure(method, null, null, status, attempts),
                null);
    }

    /** The exception of a call that waited in vain for its turn. */
    public static B24LimitException waited(RestCall call, Duration maxWait, int attempts, Duration retryAfter) {
        return new B24LimitException(
                call.method() + ": its turn did not come within maxWait (" + maxWait.toMillis()
                        + " ms). It was not executed",
                new RestFailure(call.method(), null, null, 0, attempts),
                retryAfter);
    }

    /** The exception of a call for which no token came in time. */
    public static B24UnavailableException tokenLate(RestCall call, Duration maxWait, int attempts) {
        return new B24UnavailableException(
                call.method() + ": no token came within maxWait (" + maxWait.toMillis()
                        + " ms): the token store or the authorisation server takes too long. It was not executed",
                new RestFailure(call.method(), null, null, 0, attempts),
                null);
    }

    /** The exception of a call that would wait too long for its method's operating time (§3.2). */
    public static B24LimitException methodBlocked(RestCall call, int attempts, Duration retryAfter) {
        return new B24LimitException(
                call.method() + ": the method has used up its operating time for another " + retryAfter.toSeconds()
                        + " s, which is longer than maxWait. It was not executed; other methods still go",
                new RestFailure(call.method(), "OPERATION_TIME_LIMIT", null, 0, attempts),
                retryAfter);
    }

    /** The exception of a call for which there is no place among the waiting. */
    public static B24LimitException full(RestCall call, int maxQueued) {
        return new B24LimitException(
                call.method() + ": " + maxQueued
                        + " calls wait for this portal already (maxQueued). It was not executed",
                RestFailure.unsent(call.method()),
                RATE_PAUSE);
    }

    /** The exception of a call for which there is no place, since callbacks keep too many results waiting. */
    public static B24LimitException untold(RestCall call, int results) {
        return new B24LimitException(
                call.method() + ": " + results
                        + " calls of this portal have their results, and wait for the routes' steps"
                        + " behind them (maxQueued). It was not executed",
                RestFailure.unsent(call.method()),
                RATE_PAUSE);
    }

    /** The exception of a call that was still waiting, or came, when its endpoint or the component stopped. */
    public static B24UnavailableException stopped(RestCall call, int attempts) {
        return stopped(new RestFailure(call.method(), null, null, 0, attempts));
    }

    /** The exception of what comes to an endpoint or a component that has stopped. */
    public static B24UnavailableException stopped(String method) {
        return stopped(RestFailure.unsent(method));
    }

    private static B24UnavailableException stopped(RestFailure failure) {
        return new B24UnavailableException(
                failure.restMethod() + ": stopped before it was sent. It was not executed", failure, null);
    }

    /** The exception of a call that was on its way when nobody waited for its answer any more. */
    public static B24OutcomeUnknownException abandoned(RestCall call, int attempts) {
        return new B24OutcomeUnknownException(
                call.method() + ": nobody waited for its answer any more. " + afterwards(call),
                new RestFailure(call.method(), null, null, 0, attempts),
                null);
    }

    /** The exception of a call that has to go together with others and cannot (§4.1). */
    public static B24InvalidRequestException notInBatch(RestCall call) {
        return new B24InvalidRequestException(
                call.method()
                        + ": it cannot go together with other calls, since a text of it holds $result[ or its like, in"
                        + " whose place the portal would put another call's result, or since it has an empty map or list."
                        + " Write the text otherwise, or turn off the option that makes calls go together (verify, note)",
                RestFailure.unsent(call.method()),
                null);
    }

    private static B24Exception rejected(
            RestCall call, Delivery.Rejected rejected, RestFailure failure, Duration retryAfter) {
        String what = failure.restMethod() + ": ";
        boolean botIsOut = BotMembership.isOver(call.method(), rejected);
        return switch (rejected.kind()) {
            case REFUSED ->
                new B24RefusedException(
                        what + "refused by the portal, " + facts(failure) + (botIsOut ? ". " + BotMembership.OVER : ""),
                        failure,
                        botIsOut ? RefusalReason.NOT_THE_BOTS : RefusalReason.UNKNOWN,
                        null);
            case AUTH ->
                new B24AuthException(
                        botIsOut
                                ? what + "refused by the portal, " + facts(failure) + ". " + BotMembership.OVER
                                : what + "the portal does not let the caller in, " + facts(failure) + ". "
                                        + remedy(failure),
                        failure,
                        null);
            case RATE_LIMIT ->
                new B24LimitException(
                        what + "over the portal's request rate, " + facts(failure) + ". It was not executed",
                        failure,
                        pause(retryAfter, rejected.retryAfter(), RATE_PAUSE));
            case OPERATING_LIMIT ->
                new B24LimitException(
                        what + "the method has used up its operating time, " + facts(failure)
                                + ". It was not executed; other methods still go",
                        failure,
                        pause(retryAfter, rejected.retryAfter(), OPERATING_PAUSE));
            case BLOCKED ->
                new B24LimitException(
                        what + "the vendor has blocked the portal's interface, " + facts(failure)
                                + ". Waiting does not help: ask Bitrix24",
                        failure,
                        null);
            case TROUBLED, UNAVAILABLE ->
                new B24UnavailableException(
                        what + "the portal cannot serve calls, " + facts(failure) + ". It was not executed",
                        failure,
                        null);
            case UNKNOWN ->
                new B24OutcomeUnknownException(
                        what + "the portal failed, " + facts(failure) + ". " + afterwards(call), failure, null);
        };
    }

    private static String afterwards(RestCall call) {
        return call.changesState()
                ? "It may have been executed: look at the dialog before you repeat it"
                : "It only reads, so it may be repeated";
    }

    private static String facts(RestFailure failure) {
        String code = failure.errorCode().isEmpty()
                ? "without a code"
                : StringUtils.abbreviate(failure.errorCode(), LONGEST_CODE);
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
            case "expired_token", "invalid_token" -> "The application must be authorised again";
            case "application_not_found", "not_installed", "wrong_client" ->
                "The application is not installed on this portal";
            default ->
                "Check portalUrl and authToken (USER_ID/CODE of an incoming webhook), or the application's"
                        + " clientId and tokens";
        };
    }

    private static B24Exception clientError(Delivery.ClientError error, RestFailure failure, Duration retryAfter) {
        String what = failure.restMethod() + ": HTTP " + error.status()
                + " came without an error of the portal, as from a proxy or a firewall in front of it: ";
        return error.tooMany()
                ? new B24LimitException(
                        what + "too many requests. It was not executed",
                        failure,
                        pause(retryAfter, error.retryAfter(), RATE_PAUSE))
                : new B24UnavailableException(what + hint(error.status()) + ". It was not executed", failure, null);
    }

    private static String hint(int status) {
        return switch (status) {
            case 401 -> "it wants credentials of its own";
            case 407 -> "the proxy wants credentials (proxyAuthScheme, proxyAuthUsername, proxyAuthPassword)";
            case 413 -> "the call is too large for it";
            default -> "the call was not let through. Is portalUrl a Bitrix24 portal?";
        };
    }

    private static Duration pause(Duration known, Duration told, Duration otherwise) {
        if (known != null) {
            return known;
        }
        return told == null ? otherwise : told;
    }
}
