// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.AuthorizationServer.Reply;
import io.github.camelbitrix24.openlines.auth.NoAccessException;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.text.LogText;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.apache.commons.lang3.StringUtils;

/**
 * Proves that what claims to be an installation of the application is one (§8.2, rules 3 and 4). Nothing is sent to a host that
 * is not allowed. The portal must know the token ({@code app.info}), and the authorisation server must give a successor of the
 * pair for the very portal that is claimed: only it can say whose tokens they are.
 */
public final class InstallationProof {
    private static final String APP_INFO = "app.info";
    private static final String PROFILE = "profile";
    /** Characters of a name in the DNS. */
    private static final int LONGEST_HOST = 253;

    private static final int LONGEST_SHOWN = 80;

    private final OAuthApplication application;
    private final RedirectHosts portals;
    private final AuthorizationHosts servers;
    private final Transport transport;
    private final TokenEndpoint endpoint;

    /**
     * Makes a proof for an application.
     *
     * @param portals hosts at which portals may be
     */
    public InstallationProof(
            OAuthApplication application, RedirectHosts portals, Transport transport, InstantSource clock) {
        this.application = application;
        this.portals = portals;
        this.servers = new AuthorizationHosts(portals);
        this.transport = transport;
        this.endpoint = new TokenEndpoint(application, servers, transport, clock);
    }

    /**
     * Proves an installation; blocks.
     *
     * @param auth of the form
     * @param byAdministrator whether the tokens must be an administrator's: every employee who opens an application gets a pair,
     *     and only an administrator installs it
     * @return tokens of the portal, younger than those of the form
     * @throws NoAccessException saying what is wrong, without a secret
     */
    public Tokens prove(Map<String, Object> auth, boolean byAdministrator) {
        Tokens claimed = claimed(auth);
        PortalAddress portal = address(claimed.clientEndpoint(), "client_endpoint");
        if (!secure(portal) || !portals.allows(portal.host())) {
            throw refused("client_endpoint names " + shown(portal) + ", which is not allowed (allowedRedirectHosts)");
        }
        PortalAddress server = address(claimed.serverEndpoint(), "server_endpoint");
        if (!servers.trusts(application.server(), server)) {
            throw refused("server_endpoint names " + shown(server) + ", which is not trusted (allowedRedirectHosts)");
        }
        if (!ask(portal, claimed, APP_INFO).containsKey("INSTALLED")) {
            throw refused("portal " + shown(portal) + " does not answer " + APP_INFO + " as a portal does");
        }
        if (byAdministrator) {
            requireAdministrator(portal, claimed);
        }
        return successor(claimed, portal);
    }

    private void requireAdministrator(PortalAddress portal, Tokens claimed) {
        if (!Lenient.flag(ask(portal, claimed, PROFILE).get("ADMIN")).orElse(false)) {
            throw refused("portal " + shown(portal)
                    + " has installed the application already, with another application_token,"
                    + " and the tokens are no administrator's");
        }
    }

    private static Tokens claimed(Map<String, Object> auth) {
        String access = Lenient.text(auth.get("access_token"));
        String refresh = Lenient.text(auth.get("refresh_token"));
        String member = Lenient.text(auth.get("member_id"));
        String application = Lenient.text(auth.get("application_token"));
        if (StringUtils.isAnyBlank(access, refresh, member, application)) {
            throw refused("a token or the member_id is missing");
        }
        return new Tokens(
                access,
                refresh,
                null,
                member,
                0,
                Lenient.text(auth.get("client_endpoint")),
                Lenient.text(auth.get("server_endpoint")),
                application);
    }

    private static PortalAddress address(String endpoint, String field) {
        return PortalAddress.ofEndpoint(endpoint)
                .filter(address -> address.host().length() <= LONGEST_HOST)
                .orElseThrow(() -> refused(field + " is no address"));
    }

    private boolean secure(PortalAddress portal) {
        return portal.scheme().equals("https") || application.server().scheme().equals("http");
    }

    private Map<String, Object> ask(PortalAddress portal, Tokens claimed, String method) {
        URI address = portal.resolve("/rest/" + method);
        Delivery delivery;
        try {
            HttpAnswer answer = transport
                    .send(HttpMessage.json(address, Json.bytes(Map.of("auth", claimed.accessToken()))), null)
                    .join();
            delivery = Envelope.open(answer, portal, text -> Mask.over(text, List.of(claimed.accessToken())));
        } catch (CompletionException | CancellationException e) {
            throw NoAccessException.unavailable("portal " + shown(portal) + " did not answer " + method, null);
        }
        if (delivery instanceof Delivery.Rejected rejected && !rejected.kind().passing()) {
            throw refused("portal " + shown(portal) + " does not know the token: " + rejected.code());
        }
        if (!(delivery instanceof Delivery.Answered answered)) {
            throw NoAccessException.unavailable("portal " + shown(portal) + " did not answer " + method, null);
        }
        return Lenient.map(answered.response().result());
    }

    private Tokens successor(Tokens claimed, PortalAddress portal) {
        Reply reply = endpoint.refresh(claimed);
        if (reply instanceof Reply.Lost) {
            reply = endpoint.refresh(claimed);
        }
        if (reply instanceof Reply.Refused refused) {
            throw refused("the authorisation server does not know the tokens: " + refused.code());
        }
        if (!(reply instanceof Reply.Granted granted)) {
            throw NoAccessException.unavailable("the authorisation server did not answer", null);
        }
        if (!claimed.memberId().equals(granted.tokens().memberId())) {
            throw refused("the tokens are another portal's");
        }
        Tokens tokens = granted.tokens().after(claimed);
        if (!PortalAddress.ofEndpoint(tokens.clientEndpoint()).equals(Optional.of(portal))) {
            throw refused("the authorisation server has the portal at another address");
        }
        return tokens;
    }

    private static String shown(PortalAddress address) {
        return StringUtils.abbreviate(address.toString(), LONGEST_SHOWN);
    }

    private static NoAccessException refused(String reason) {
        return NoAccessException.refused("", 0, LogText.of(reason));
    }
}
