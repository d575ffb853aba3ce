// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.auth.AuthorizationServer.Reply;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.text.LogText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the successor of a pair of tokens; remembers what the store could not keep and what the server would not give. */
final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    /** So long nobody asks again with tokens that were refused: who asks too often may be blocked (§5.3). */
    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    /** So long nobody asks again after the server was silent once; doubled each time. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** What a server's {@code Retry-After} can ask for. */
    private static final Duration LONGEST_TOLD_PAUSE = Duration.ofMinutes(10);
    /** A token that has just come is used for a moment at least, whatever the clocks say. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(61);

    /** What the server says of tokens that are of no use any more, and of applications that are not installed (§2). */
    private static final Set<String> OVER = Set.of(
            "invalid_grant",
            "bad_verification_code",
            "expired_token",
            "invalid_token",
            "insufficient_scope",
            "invalid_scope",
            "not_installed",
            "wrong_client",
            "application_not_found");

    private final AuthorizationServer server;
    private final InstantSource clock;
    private volatile Unsaved unsaved;
    private volatile Refusal refusal;
    private volatile Silence silence;
    private final QuietLog troubles = new QuietLog(LOG);

    Renewal(AuthorizationServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * The successor of tokens; blocks. Nobody else may use the refresh token meanwhile. The server is asked once; after a silence
     * it is asked again by who comes after a pause, with the same refresh token.
     *
     * @throws NoAccessException if there is none
     */
    Tokens successor(Tokens before) {
        Unsaved kept = unsaved;
        if (kept != null && kept.usedToken().equals(before.refreshToken())) {
            return kept.tokens();
        }
        Refusal known = refusal;
        if (known != null
                && known.refreshToken().equals(before.refreshToken())
                && !left(known.until(), REMEMBERED).isZero()) {
            throw NoAccessException.refused(known.code(), known.status(), known.reason());
        }
        Silence last = silence != null && silence.refreshToken().equals(before.refreshToken()) ? silence : null;
        if (last != null) {
            Duration left = left(last.until(), LONGEST_TOLD_PAUSE);
            if (!left.isZero()) {
                throw NoAccessException.silent(last.reason(), left, null);
            }
        }
        return read(server.refresh(before), before, last);
    }

    /** How long it is until then: zero if that is over, or further than it can be, as after a turn of the clock. */
    private Duration left(Instant until, Duration most) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.compareTo(most) > 0 ? Duration.ZERO : left;
    }

    private Tokens read(Reply reply, Tokens before, Silence last) {
        if (reply instanceof Reply.Granted granted) {
            Tokens tokens = lasting(granted.tokens().after(before));
            unsaved = new Unsaved(before.refreshToken(), tokens);
            silence = null;
            return tokens;
        }
        if (reply instanceof Reply.Refused refused) {
            throw refused(refused, before, last);
        }
        if (reply instanceof Reply.NotAsked notAsked) {
            throw notAsked.stopped()
                    ? NoAccessException.stopped()
                    : silent(
                            "the authorisation server was not reached: " + notAsked.reason(),
                            notAsked.retryAfter(),
                            notAsked.cause(),
                            before,
                            last,
                            last == null ? null : last.lost());
        }
        Reply.Lost lost = (Reply.Lost) reply;
        throw silent(
                "the authorisation server gave no answer (" + lost.what() + ")",
                lost.retryAfter(),
                null,
                before,
                last,
                lost.what());
    }

    private NoAccessException silent(
            String reason, Duration told, Throwable cause, Tokens before, Silence last, String lost) {
        int times = last == null ? 0 : last.times();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times, 10));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        if (told != null && told.compareTo(pause) > 0) {
            pause = told.compareTo(LONGEST_TOLD_PAUSE) > 0 ? LONGEST_TOLD_PAUSE : told;
        }
        troubles.log("No new tokens: {}; it is asked again after a pause", reason);
        silence = new Silence(
                before.refreshToken(), reason, lost, times + 1, clock.instant().plus(pause));
        return NoAccessException.silent(reason, pause, cause);
    }

    /** An earlier question without an answer may have used up the refresh token (§5.3). */
    private NoAccessException refused(Reply.Refused refused, Tokens before, Silence last) {
        String reason = "the authorisation server refuses new tokens, "
                + (refused.code().isEmpty() ? "without a code" : refused.code())
                + (refused.description().isBlank() ? "" : ": " + refused.description())
                + (last == null || last.lost() == null
                        ? ""
                        : " (the answer to an earlier refresh was lost: " + last.lost() + ")")
                + remedy(refused.code().toLowerCase(Locale.ROOT));
        LOG.debug("No new tokens: {}", LogText.of(reason));
        silence = null;
        refusal = new Refusal(
                before.refreshToken(),
                refused.code(),
                refused.status(),
                reason,
                clock.instant().plus(REMEMBERED));
        return NoAccessException.refused(refused.code(), refused.status(), reason);
    }

    private static String remedy(String code) {
        if (OVER.contains(code)) {
            return ": the application must be authorised again";
        }
        return switch (code) {
            case "invalid_client", "invalid_request" -> ": look at clientId and clientSecret";
            case "payment_required" -> ": the application's subscription must be renewed";
            default -> "";
        };
    }

    private Tokens lasting(Tokens tokens) {
        Instant shortest = clock.instant().plus(SHORTEST_LIFE);
        return tokens.expires() == null || !tokens.expires().isBefore(shortest)
                ? tokens
                : new Tokens(
                        tokens.accessToken(),
                        tokens.refreshToken(),
                        null,
                        tokens.memberId(),
                        tokens.userId(),
                        tokens.clientEndpoint(),
                        tokens.serverEndpoint(),
                        tokens.applicationToken());
    }

    /** The store has these tokens. */
    void saved(Tokens tokens) {
        Unsaved kept = unsaved;
        if (kept != null && kept.tokens().equals(tokens)) {
            unsaved = null;
        }
        refusal = null;
        silence = null;
        troubles.over();
    }

    private record Unsaved(String usedToken, Tokens tokens) {

        @Override
        public String toString() {
            return "Unsaved[" + tokens + "]";
        }
    }

    private record Refusal(String refreshToken, String code, int status, String reason, Instant until) {

        @Override
        public String toString() {
            return "Refusal[code=" + code + ", status=" + status + ", until=" + until + "]";
        }
    }

    /**
     * The server gave no answer.
     *
     * @param lost what became of a question that may have been answered, null if none went out
     * @param times how often in a row
     */
    private record Silence(String refreshToken, String reason, String lost, int times, Instant until) {

        @Override
        public String toString() {
            return "Silence[times=" + times + ", until=" + until + "]";
        }
    }
}
