// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.AuthorizationServer;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final String MASK = "xxxxxx";

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
                    ? new Reply.NotAsked(notSent.getMessage(), notSent.stopped(), notSent.getCause())
                    : new Reply.Lost(cause.getClass().getSimpleName());
        }
    }

    private Reply read(HttpAnswer answer, Tokens before) {
        Map<String, Object> body;
        try {
            body = Lenient.map(Json.read(answer.body()));
        } catch (IOException e) {
            body = Map.of();
        }
        // an error may come with status 200 (§5.2)
        String code = Lenient.text(body.get("error"));
        if (code != null) {
            return refused(
                    clean(code, before),
                    clean(StringUtils.defaultString(Lenient.text(body.get("error_description"))), before),
                    answer);
        }
        String access = Lenient.text(body.get("access_token"));
        String refresh = Lenient.text(body.get("refresh_token"));
        if (StringUtils.isBlank(access) || StringUtils.isBlank(refresh)) {
            return answer.status() >= 300 && answer.status() < 400
                    ? new Reply.NotAsked("it sends callers elsewhere (HTTP " + answer.status() + ")", false, null)
                    : new Reply.Lost("an answer without tokens, HTTP " + answer.status());
        }
        return new Reply.Granted(new Tokens(
                access,
                refresh,
                expires(body),
                Lenient.text(body.get("member_id")),
                Lenient.id(body.get("user_id")),
                Lenient.text(body.get("client_endpoint")),
                Lenient.text(body.get("server_endpoint")),
                null));
    }

    private Reply refused(String code, String description, HttpAnswer answer) {
        return switch (ErrorKind.of(code, answer.status())) {
            case RATE_LIMIT, OPERATING_LIMIT, TROUBLED ->
                new Reply.NotAsked(code + " (HTTP " + answer.status() + ")", false, null);
            case UNKNOWN -> new Reply.Lost(code + ", HTTP " + answer.status());
            case REFUSED, AUTH, BLOCKED, UNAVAILABLE -> new Reply.Refused(code, description, answer.status());
        };
    }

    /** By our own clock if the server tells the token's life, since its clock may go otherwise. */
    private Instant expires(Map<String, Object> body) {
        return Lenient.number(body.get("expires_in"))
                .map(seconds -> clock.instant().plusSeconds(seconds))
                .or(() -> Lenient.number(body.get("expires")).map(Instant::ofEpochSecond))
                .orElseGet(() -> clock.instant().plus(USUAL_LIFE));
    }

    private String clean(String text, Tokens tokens) {
        String clean = text.replace(application.clientSecret(), MASK)
                .replace(application.clientId(), MASK)
                .replace(tokens.refreshToken(), MASK);
        return tokens.accessToken() == null ? clean : clean.replace(tokens.accessToken(), MASK);
    }
}
