// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.auth.AuthorizationServer.Reply;
import io.github.camelbitrix24.openlines.report.QuietLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the successor of a pair of tokens; remembers what the store could not keep and what the server would not give. */
final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    /** So long nobody asks again with tokens that were refused: who asks too often may be blocked (§5.3). */
    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    /** A token that has just come is used for a moment at least, whatever the clocks say. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(61);

    private static final String AGAIN = ": the application must be authorised again";

    private final AuthorizationServer server;
    private final InstantSource clock;
    private volatile Unsaved unsaved;
    private volatile Refusal refusal;
    private final QuietLog troubles = new QuietLog(LOG);

    Renewal(AuthorizationServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * The successor of tokens; blocks. Nobody else may use the refresh token meanwhile.
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
                && clock.instant().isBefore(known.until())) {
            throw NoAccessException.refused(known.code(), known.status(), known.reason());
        }
        Reply reply = server.refresh(before);
        if (reply instanceof Reply.Lost lost) {
            troubles.log(
                    "A refresh of tokens got no answer ({}): asking once more with the same refresh token",
                    lost.what());
            reply = afterLoss(server.refresh(before), lost);
        }
        return read(reply, before);
    }

    /** Whatever the second question leads to: the first may have used up the token (§5.3). */
    private static Reply afterLoss(Reply second, Reply.Lost first) {
        if (second instanceof Reply.Refused refused) {
            return new Reply.Refused(
                    refused.code(),
                    refused.description() + " (the answer to an earlier refresh was lost: " + first.what() + ")",
                    refused.status());
        }
        return second;
    }

    private Tokens read(Reply reply, Tokens before) {
        if (reply instanceof Reply.Granted granted) {
            Tokens tokens = lasting(granted.tokens().after(before));
            unsaved = new Unsaved(before.refreshToken(), tokens);
            return tokens;
        }
        if (reply instanceof Reply.NotAsked notAsked) {
            if (!notAsked.stopped()) {
                troubles.log("The authorisation server was not reached: {}", notAsked.reason());
            }
            throw notAsked.stopped()
                    ? NoAccessException.stopped()
                    : NoAccessException.unavailable(
                            "the authorisation server was not reached: " + notAsked.reason(), notAsked.cause());
        }
        if (reply instanceof Reply.Refused refused) {
            String reason = "the authorisation server refuses new tokens, " + refused.code()
                    + (refused.description().isBlank() ? "" : ": " + refused.description()) + AGAIN;
            LOG.debug("No new tokens: {}", reason);
            refusal = new Refusal(
                    before.refreshToken(),
                    refused.code(),
                    refused.status(),
                    reason,
                    clock.instant().plus(REMEMBERED));
            throw NoAccessException.refused(refused.code(), refused.status(), reason);
        }
        String what = ((Reply.Lost) reply).what();
        throw NoAccessException.refused(
                "",
                0,
                "the answers to two refreshes were lost (" + what + "), and the refresh token may be used up" + AGAIN);
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
}
