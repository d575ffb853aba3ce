// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.AuthorizationServer;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.rest.ErrorCode;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /oauth/token/} of the authorisation server (§5.1), asked by POST, so that no secret stands in an address. */
public final class TokenEndpoint implements AuthorizationServer {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final String PATH = "/oauth/token/";
    /** §3.3. */
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /** Nobody gives tokens a longer life; what says so is not believed. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private static final int LONGEST_TOKEN = 4_096;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final OAuthApplication application;
    private final AuthorizationHosts hosts;
    private final Transport transport;
    private final InstantSource clock;

    public TokenEndpoint(
            OAuthApplication application, AuthorizationHosts hosts, Transport transport, InstantSource clock) {
        this.application = application;
        this.hosts = hosts;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public Reply refresh(Tokens tokens) {
        PortalAddress server = hosts.server(application.server(), tokens.serverEndpoint());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", application.clientId());
        form.put("client_secret", application.clientSecret());
        form.put("refresh_token", tokens.refreshToken());
        URI address = server.resolve(PATH);
        LOG.debug("Refreshing {} at {}", tokens, server);
        try {
            return read(transport.send(HttpMessage.form(address, form), null).join(), tokens);
        } catch (CompletionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof NotSentException notSent
                    ? new Reply.NotAsked(notSent.getMessage(), notSent.stopped(), notSent.getCause(), null)
                    : new Reply.Lost(cause.getClass().getSimpleName(), null);
        }
    }

    private Reply read(HttpAnswer answer, Tokens before) {
        int status = answer.status();
        Duration later = RetryAfter.read(answer.retryAfter(), clock.instant()).orElse(null);
        Map<String, Object> body = body(answer);
        Optional<Tokens> pair = pair(body);
        // an error may come with status 200 (§5.2)
        Optional<String> code = ErrorCode.of(body.get("error"));
        if (code.isPresent() && pair.isEmpty()) {
            return refused(
                    clean(code.get(), before),
                    clean(StringUtils.defaultString(Lenient.text(body.get("error_description"))), before),
                    status,
                    later);
        }
        if (pair.isPresent() && body.get("error") == null && status < FIRST_REDIRECT) {
            return new Reply.Granted(pair.get());
        }
        if (pair.isEmpty() && status >= FIRST_REDIRECT && status < FIRST_SERVER_ERROR) {
            // not the server itself, but what stands in front of it
            return new Reply.NotAsked(
                    status < FIRST_ERROR
                            ? "it sends callers elsewhere (HTTP " + status + ")"
                            : "HTTP " + status + " came without an error of its own, as from a proxy or a firewall",
                    false,
                    null,
                    later);
        }
        return new Reply.Lost("an answer that is not plainly one, HTTP " + status, later);
    }

    private static Map<String, Object> body(HttpAnswer answer) {
        try {
            return Json.fields(answer.body());
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** The new tokens, if they are plainly there; nothing that stands beside them costs them. */
    private Optional<Tokens> pair(Map<String, Object> body) {
        String access = token(body.get("access_token"));
        String refresh = token(body.get("refresh_token"));
        return access == null || refresh == null
                ? Optional.empty()
                : Optional.of(new Tokens(
                        access,
                        refresh,
                        expires(body),
                        token(body.get("member_id")),
                        Math.max(0, Lenient.id(body.get("user_id"))),
                        endpoint(body.get("client_endpoint")),
                        endpoint(body.get("server_endpoint")),
                        null));
    }

    private static String token(Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST_TOKEN ? text : null;
    }

    private static String endpoint(Object value) {
        String text = token(value);
        return PortalAddress.ofEndpoint(text).isPresent() ? text : null;
    }

    private static Reply refused(String code, String description, int status, Duration later) {
        return switch (ErrorKind.of(code, status)) {
            case RATE_LIMIT, OPERATING_LIMIT, TROUBLED ->
                new Reply.NotAsked(code + " (HTTP " + status + ")", false, null, later);
            case UNKNOWN -> new Reply.Lost(code + ", HTTP " + status, later);
            case REFUSED, AUTH, BLOCKED, UNAVAILABLE -> new Reply.Refused(code, description, status);
        };
    }

    /** By our own clock if the server tells the token's life, since its clock may go otherwise. */
    private Instant expires(Map<String, Object> body) {
        Instant now = clock.instant();
        return Lenient.number(body.get("expires_in"))
                .filter(seconds -> seconds > 0 && seconds <= LONGEST_LIFE.toSeconds())
                .map(now::plusSeconds)
                .or(() -> Lenient.number(body.get("expires"))
                        .filter(seconds -> seconds >= now.minus(LONGEST_LIFE).getEpochSecond()
                                && seconds <= now.plus(LONGEST_LIFE).getEpochSecond())
                        .map(Instant::ofEpochSecond))
                .orElseGet(() -> now.plus(USUAL_LIFE));
    }

    private String clean(String text, Tokens tokens) {
        return Mask.over(
                text,
                Arrays.asList(
                        application.clientSecret(),
                        application.clientId(),
                        tokens.refreshToken(),
                        tokens.accessToken()));
    }
}
