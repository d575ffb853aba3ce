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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
        Tokens seed = new Tokens(accessToken, pair.refreshToken(), null, null, 0, null, serverEndpoint, null);
        return credentials(Optional.of(seed), store, Runnable::run, clock, () -> false);
    }

    private OAuthCredentials credentials(
            Optional<Tokens> seed, TokenStore kept, Executor blocking, InstantSource ours, BooleanSupplier stopping) {
        OAuthApplication application = new OAuthApplication(APP, SECRET, PortalAddress.parse(portal.url()), kept);
        return new OAuthCredentials(
                new OAuthCaller(application, TokenKey.installation(APP, portal.memberId()), seed),
                new TokenEndpoint(
                        application,
                        new AuthorizationHosts(RedirectHosts.parse(null)),
                        new ApacheTransport(http, Runnable::run, stopping),
                        ours),
                blocking,
                ours);
    }

    private Optional<Tokens> seed() {
        return Optional.of(Tokens.configured(null, pair.refreshToken()));
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

    @Test
    void whatTheStoreCouldNotKeepIsKeptNextTimeAndNotAskedForAgain() {
        ForgetfulOnce forgetful = new ForgetfulOnce(store);
        credentials = credentials(seed(), forgetful, Runnable::run, clock, () -> false);

        assertThatThrownBy(() -> credentials.fetch().join()).hasMessageContaining("the token store failed");
        assertThat(store.load(TokenKey.installation(APP, portal.memberId()))).isEmpty();

        Access fetched = credentials.fetch().join();
        assertThat(refreshes()).isEqualTo(1);
        assertThat(store.load(TokenKey.installation(APP, portal.memberId())))
                .hasValueSatisfying(
                        tokens -> assertThat(fetched.parameters()).containsEntry("auth", tokens.accessToken()));
    }

    @Test
    void aServerWhoseClockIsBehindDoesNotMakeItsTokensUseless() {
        InstantSource ahead = () -> clock.instant().plus(Duration.ofHours(2));
        credentials = credentials(seed(), store, Runnable::run, ahead, () -> false);

        Access fetched = credentials.fetch().join();

        assertThat(credentials.access()).contains(fetched);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void withoutAnyTokensItSaysWhoseAreMissing() {
        credentials = credentials(Optional.empty(), store, Runnable::run, clock, () -> false);

        assertThatThrownBy(() -> credentials.fetch().join())
                .hasMessageContaining("no tokens are stored")
                .hasMessageContaining(portal.memberId());
        assertThat(refreshes()).isZero();
    }

    @Test
    void whoComesAfterTheStopIsToldSoAndNothingIsAsked() {
        credentials = credentials(
                seed(),
                store,
                task -> {
                    throw new RejectedExecutionException("stopped");
                },
                clock,
                () -> false);
        assertThatThrownBy(() -> credentials.fetch().join()).cause().satisfies(OAuthCredentialsTest::isOfTheStop);

        credentials = credentials(seed(), store, Runnable::run, clock, () -> true);
        assertThatThrownBy(() -> credentials.fetch().join()).cause().satisfies(OAuthCredentialsTest::isOfTheStop);
        assertThat(refreshes()).isZero();
    }

    private static void isOfTheStop(Throwable failure) {
        assertThat(failure).isInstanceOfSatisfying(NoAccessException.class, none -> {
            assertThat(none.stoppedFirst()).isTrue();
            assertThat(none.again()).isFalse();
        });
    }

    private long refreshes() {
        return portal.requests().stream()
                .map(RequestSeen::restMethod)
                .filter("oauth/token"::equals)
                .count();
    }

    /** A store whose first change is lost. */
    private static final class ForgetfulOnce implements TokenStore {
        private final TokenStore store;
        private boolean lost;

        private ForgetfulOnce(TokenStore store) {
            this.store = store;
        }

        @Override
        public Optional<Tokens> load(TokenKey key) {
            return store.load(key);
        }

        @Override
        public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
            if (lost) {
                return store.update(key, change);
            }
            lost = true;
            change.apply(store.load(key));
            throw new UncheckedIOException(new IOException("the disk is full"));
        }
    }
}
