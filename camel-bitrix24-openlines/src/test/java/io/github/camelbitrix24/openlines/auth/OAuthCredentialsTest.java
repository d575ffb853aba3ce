// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import io.github.camelbitrix24.openlines.wire.ApacheTransport;
import io.github.camelbitrix24.openlines.wire.AuthorizationHosts;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import io.github.camelbitrix24.openlines.wire.TokenEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's tokens as the hours pass; the clocks of both sides are turned together. */
class OAuthCredentialsTest {
    private static final String APP = "local.app";
    private static final String SECRET = "app-secret";

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T12:00:00Z"));
    private final CloseableHttpClient http =
            HttpClients.custom().disableAutomaticRetries().build();
    private final TokenStore store = new MemoryTokenStore();
    private PortalSimulator portal;
    private TokenPair pair;
    private OAuthCredentials credentials;

    @BeforeEach
    void open() {
        portal = PortalSimulator.standard()
                .app(APP, SECRET, "imopenlines")
                .clock(clock)
                .start();
        pair = portal.authorize(APP, 27);
        credentials = credentials(pair.accessToken(), null);
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        portal.close();
    }

    private OAuthCredentials credentials(String accessToken, String serverEndpoint) {
        OAuthApplication application = new OAuthApplication(APP, SECRET, PortalAddress.parse(portal.url()), store);
        Tokens seed = new Tokens(accessToken, pair.refreshToken(), null, null, 0, null, serverEndpoint, null);
        return new OAuthCredentials(
                new OAuthCaller(application, TokenKey.installation(APP, portal.memberId()), Optional.of(seed)),
                new TokenEndpoint(
                        application,
                        new AuthorizationHosts(RedirectHosts.parse(null)),
                        new ApacheTransport(http, Runnable::run, () -> false),
                        clock),
                Runnable::run,
                clock);
    }

    @Test
    void aTokenIsRenewedAMinuteBeforeItsEndAndNotSooner() {
        Access configured = credentials.fetch().join();
        credentials.expired(configured);
        Access first = credentials.fetch().join();
        assertThat(refreshes()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(59).minusSeconds(1));
        assertThat(credentials.access()).contains(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(credentials.access()).isEmpty();

        Access second = credentials.fetch().join();
        assertThat(second).isNotEqualTo(first);
        assertThat(credentials.access()).contains(second);
        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void aTokenThatStillWorksIsUsedWhenItsRenewalFails() {
        credentials.expired(credentials.fetch().join());
        Access first = credentials.fetch().join();
        clock.advance(Duration.ofMinutes(59));
        portal.faults().next("oauth/token", Fault.error("QUERY_LIMIT_EXCEEDED"), 2);

        assertThat(credentials.fetch().join()).isEqualTo(first);
        assertThat(credentials.access()).contains(first);
        clock.advance(Duration.ofSeconds(10));
        assertThat(credentials.access()).isEmpty();
        assertThat(credentials.fetch().join()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(10));
        assertThat(credentials.fetch().join()).isNotEqualTo(first);
    }

    @Test
    void whatWasRefusedIsNotAskedForAgainWithinAMinute() {
        credentials.expired(credentials.fetch().join());
        portal.faults().next("oauth/token", Fault.status(401, "PAYMENT_REQUIRED"));

        for (int call = 0; call < 5; call++) {
            assertThatThrownBy(() -> credentials.fetch().join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("PAYMENT_REQUIRED")
                    .hasMessageContaining("must be authorised again");
        }
        assertThat(refreshes()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(credentials.fetch().join()).isNotNull();
    }

    @Test
    void newTokensInTheStoreEndARefusal() {
        credentials.expired(credentials.fetch().join());
        portal.faults().always("oauth/token", Fault.status(400, "invalid_grant"));
        assertThatThrownBy(() -> credentials.fetch().join()).hasMessageContaining("invalid_grant");

        TokenPair again = portal.authorize(APP, 27);
        store.update(
                TokenKey.installation(APP, portal.memberId()),
                before -> Optional.of(new Tokens(
                        again.accessToken(), again.refreshToken(), again.expires(), null, 27, null, null, null)));

        assertThat(credentials.fetch().join().parameters()).containsEntry("auth", again.accessToken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://oauth.evil.example/rest/", "http://oauth.bitrix24.evil.example/rest/", "not an address"
            })
    void aServerThatIsNotTrustedIsNotAsked(String endpoint) {
        credentials = credentials(null, endpoint);

        credentials.fetch().join();

        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void theNewestAnswerSaysWhereThePortalIs() {
        credentials = credentials(null, null);

        assertThat(credentials.fetch().join().portal()).isEqualTo(PortalAddress.parse(portal.url()));
        assertThat(store.load(TokenKey.installation(APP, portal.memberId()))).hasValueSatisfying(tokens -> {
            assertThat(tokens.serverEndpoint()).isEqualTo(portal.url() + "/oauth/rest/");
            assertThat(tokens.memberId()).isEqualTo(portal.memberId());
            assertThat(tokens.userId()).isEqualTo(27);
            assertThat(tokens.expires()).isEqualTo(clock.instant().plusSeconds(3600));
        });
    }

    private long refreshes() {
        return portal.requests().stream()
                .map(RequestSeen::restMethod)
                .filter("oauth/token"::equals)
                .count();
    }
}
