// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /oauth/token/} of the authorization server, which the portal plays as well (§5). */
public final class TokenEndpoint {

    /** Under this name faults are scripted and requests are seen. */
    public static final String NAME = "oauth/token";

    private static final Set<String> SECRET = Set.of("client_secret", "refresh_token", "code");

    private final Portal portal;
    private final Applications applications;
    private final Tokens tokens;
    private final String memberId;
    private final boolean errorsOn200;
    private final RestRules rules;

    public TokenEndpoint(
            Portal portal,
            Applications applications,
            Tokens tokens,
            String memberId,
            boolean errorsOn200,
            RestRules rules) {
        this.portal = portal;
        this.applications = applications;
        this.tokens = tokens;
        this.memberId = memberId;
        this.errorsOn200 = errorsOn200;
        this.rules = rules;
    }

    /** The status and JSON body of an answer. */
    public record TokenAnswer(int status, String body) {}

    /** The parameters as they may be shown. */
    public static Map<String, Object> stripped(Map<String, Object> parameters) {
        Map<String, Object> shown = new LinkedHashMap<>(Credentials.stripped(parameters));
        shown.keySet().removeAll(SECRET);
        return shown;
    }

    /** Where a browser is sent that asks for the user's consent (§5.1); empty if nobody here gives it. */
    public Optional<String> redirect(Map<String, Object> parameters, String baseUrl) {
        String clientId = Php.text(parameters.get("client_id"));
        return portal.inside(() -> applications
                .consent(clientId)
                .map(consent -> consent.url() + (consent.url().contains("?") ? "&" : "?") + "code="
                        + tokens.issueCode(clientId, consent.userId(), portal.now())
                        + "&state=" + encoded(Php.text(parameters.get("state")))
                        + "&domain=" + encoded(domain(baseUrl))
                        + "&member_id=" + memberId
                        + "&scope=" + encoded(scope(applications.ref(clientId).orElseThrow()))
                        + "&server_domain=" + encoded(domain(baseUrl))));
    }

    private static String scope(AppRef app) {
        return String.join(",", new TreeSet<>(app.scopes()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A new pair without any questions. */
    public TokenPair authorize(String clientId, long userId, String baseUrl) {
        AppRef app = applications.ref(clientId).orElseThrow();
        Tokens.Pair pair = tokens.issue(clientId, userId, portal.now());
        return new TokenPair(
                pair.accessToken(),
                pair.refreshToken(),
                pair.grant().expires(),
                Collections.unmodifiableSortedSet(new TreeSet<>(app.scopes())),
                userId,
                domain(baseUrl),
                memberId,
                baseUrl + "/rest/",
                baseUrl + "/oauth/rest/");
    }

    /** @param baseUrl of the portal and of its authorization server */
    public TokenAnswer answer(Map<String, Object> parameters, String baseUrl) {
        return portal.inside(() -> grant(parameters, baseUrl));
    }

    private TokenAnswer grant(Map<String, Object> parameters, String baseUrl) {
        String type = Php.text(parameters.get("grant_type"));
        String key = type.equals("authorization_code") ? "code" : type;
        if (!key.equals("code") && !key.equals("refresh_token")) {
            return failure(SystemError.INVALID_TOKEN_REQUEST);
        }
        String clientId = Php.text(parameters.get("client_id"));
        String given = Php.text(parameters.get(key));
        if (clientId.isEmpty() || given.isEmpty()) {
            return failure(SystemError.INVALID_TOKEN_REQUEST);
        }
        Optional<Applications.Application> application = applications.find(clientId);
        if (application.isEmpty() || !application.get().secret().equals(Php.text(parameters.get("client_secret")))) {
            return failure(SystemError.INVALID_CLIENT);
        }
        if (!application.get().installed()) {
            return failure(
                    portal.state().is(PortalSwitch.NOT_INSTALLED_NAMED)
                            ? SystemError.NOT_INSTALLED
                            : SystemError.WRONG_CLIENT);
        }
        if (!portal.state().standing().isPaid(clientId)) {
            return failure(SystemError.PAYMENT_REQUIRED);
        }
        if (!isGranted(parameters, application.get().ref())) {
            return failure(SystemError.INVALID_SCOPE);
        }
        SystemError badGrant = key.equals("code") && portal.state().is(PortalSwitch.BAD_CODE_NAMED)
                ? SystemError.BAD_CODE
                : SystemError.INVALID_GRANT;
        Optional<Tokens.Grant> grant = key.equals("code")
                ? tokens.takeCode(given, clientId, portal.now())
                : tokens.takeRefresh(given, clientId, portal.now());
        return grant.map(found -> success(authorize(clientId, found.userId(), baseUrl)))
                .orElseGet(() -> failure(badGrant));
    }

    /** A scope may be asked for; one that the application was not given does not match (§2). */
    private static boolean isGranted(Map<String, Object> parameters, AppRef app) {
        String wanted = Php.text(parameters.get("scope"));
        return wanted.isEmpty() || app.scopes().containsAll(Set.of(wanted.split(",")));
    }

    private static TokenAnswer success(TokenPair pair) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", pair.accessToken());
        body.put("expires", pair.expires().getEpochSecond());
        body.put("expires_in", Tokens.ACCESS_LIFE.getSeconds());
        body.put("scope", String.join(",", pair.scopes()));
        body.put("domain", pair.domain());
        body.put("server_endpoint", pair.serverEndpoint());
        body.put("status", "L");
        body.put("client_endpoint", pair.clientEndpoint());
        body.put("member_id", pair.memberId());
        body.put("user_id", pair.userId());
        body.put("refresh_token", pair.refreshToken());
        return new TokenAnswer(200, Envelope.json(body));
    }

    private TokenAnswer failure(SystemError error) {
        RestAnswer.Failure failure = error.answer(rules.statuses());
        return new TokenAnswer(errorsOn200 ? 200 : failure.status(), Envelope.json(Envelope.error(failure)));
    }

    private static String domain(String baseUrl) {
        return baseUrl.substring(baseUrl.indexOf("//") + 2);
    }
}
