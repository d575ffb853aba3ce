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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
                    .hasMessageContaining("must be renewed")
                    .hasMessageNotContaining("authorised again");
        }
        assertThat(refreshes()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(credentials.fetch().join()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "INVALID_GRANT", "bad_verification_code", "NOT_INSTALLED", "wrong_client"})
    void toAuthoriseAgainIsSaidWhenTheServerSaysSo(String code) {
        credentials.expired(credentials.fetch().join());
        portal.faults().next("oauth/token", Fault.status(400, code));

        assertThatThrownBy(() -> credentials.fetch().join())
                .hasMessageContaining(code)
                .hasMessageContaining("must be authorised again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"invalid_client", "invalid_request", "ACCESS_DENIED", "OVERLOAD_LIMIT", "SOMETHING_NEW", ""})
    void toAuthoriseAgainIsNotSaidOtherwise(String code) {
        credentials.expired(credentials.fetch().join());
        portal.faults().next("oauth/token", Fault.status(400, code));

        assertThatThrownBy(() -> credentials.fetch().join())
                .hasMessageContaining("refuses new tokens, " + (code.isEmpty() ? "without a code" : code))
                .hasMessageNotContaining("authorised again");
    }

    static Stream<Fault> silences() {
        return Stream.of(
                Fault.html(200),
                Fault.html(403),
                Fault.html(404),
                Fault.html(429),
                Fault.html(500),
                Fault.html(503),
                Fault.status(500, "SOMETHING_NEW"),
                Fault.error("QUERY_LIMIT_EXCEEDED"),
                Fault.redirect("https://elsewhere.example/"),
                Fault.cutBeforeExecution());
    }

    @ParameterizedTest
    @MethodSource("silences")
    void aSilentServerIsAskedAgainAfterPausesThatGrow(Fault silence) {
        credentials.expired(credentials.fetch().join());
        portal.faults().next("oauth/token", silence, 3);
        for (int asked = 1; asked <= 3; asked++) {
            for (int call = 0; call < 5; call++) {
                assertSilent(credentials);
                assertThat(refreshes()).isEqualTo(asked);
            }
            clock.advance(Duration.ofSeconds(1L << (asked - 1)).minusMillis(1));
            assertSilent(credentials);
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(credentials.fetch().join()).isNotNull();
        assertThat(refreshes()).isEqualTo(4);
    }

    @Test
    void noPauseIsLongerThanTenSecondsUnlessTheServerSaysSo() {
        credentials.expired(credentials.fetch().join());
        portal.faults().next("oauth/token", Fault.html(502), 8);
        for (int asked = 1; asked <= 8; asked++) {
            assertSilent(credentials);
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(credentials.fetch().join()).isNotNull();
        assertThat(refreshes()).isEqualTo(9);
    }

    @Test
    void aPauseEndsWhenTheClockIsTurnedBack() {
        AtomicReference<Instant> ours = new AtomicReference<>(clock.instant());
        credentials = credentials(seed(), store, Runnable::run, ours::get, () -> false);
        portal.faults().next("oauth/token", Fault.html(502));
        assertSilent(credentials);

        ours.set(clock.instant().minus(Duration.ofDays(1)));

        assertThat(credentials.fetch().join()).isNotNull();
    }

    @Test
    void aLostAnswerThatHasUsedUpTheTokenIsTold() {
        credentials.expired(credentials.fetch().join());
        portal.faults().next("oauth/token", Fault.cutAfterExecution());
        assertSilent(credentials);

        clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> credentials.fetch().join())
                .hasMessageContaining("invalid_grant")
                .hasMessageContaining("answer to an earlier refresh was lost")
                .hasMessageContaining("must be authorised again");
        assertThat(refreshes()).isEqualTo(2);
    }

    private static void assertSilent(OAuthCredentials credentials) {
        assertThatThrownBy(() -> credentials.fetch().join())
                .hasMessageNotContaining("authorised")
                .cause()
                .isInstanceOfSatisfying(NoAccessException.class, none -> {
                    assertThat(none.again()).isTrue();
                    assertThat(none.pause())
                            .hasValueSatisfying(pause -> assertThat(pause).isPositive());
                });
    }

    /** What a store of one's own can do wrong. */
    static Stream<Named<TokenStore>> brokenStores() {
        return Stream.of(
                Named.of("an error", new BrokenStore(() -> {
                    throw new NoClassDefFoundError("driver");
                })),
                Named.of("no memory", new BrokenStore(() -> {
                    throw new OutOfMemoryError("driver");
                })),
                Named.of("an exception", new BrokenStore(() -> {
                    throw new IllegalStateException("driver");
                })),
                Named.of("null", new BrokenStore(() -> null)),
                Named.of("nothing", new BrokenStore(Optional::empty)),
                Named.of(
                        "old tokens",
                        new BrokenStore(
                                () -> Optional.of(new Tokens(null, "old", Instant.EPOCH, null, 0, null, null, null)))));
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void aBrokenStoreIsNamedAndMayBeWholeAgain(TokenStore broken) {
        credentials = credentials(seed(), broken, Runnable::run, clock, () -> false);

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> credentials.fetch().join())
                    .hasMessageContaining("the token store")
                    .cause()
                    .isInstanceOfSatisfying(NoAccessException.class, none -> {
                        assertThat(none.again()).isTrue();
                        assertThat(none.pause()).isEmpty();
                    });
        }
    }

    @Test
    void aStoreThatWrapsWhatItsChangeThrowsHidesNothing() {
        TokenStore wrapping = new TokenStore() {
            @Override
            public Optional<Tokens> load(TokenKey key) {
                return store.load(key);
            }

            @Override
            public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
                try {
                    return store.update(key, change);
                } catch (RuntimeException e) {
                    throw new IllegalStateException("rolled back", new CompletionException(e));
                }
            }
        };
        credentials = credentials(seed(), wrapping, Runnable::run, clock, () -> false);
        portal.faults().next("oauth/token", Fault.status(400, "invalid_grant"));

        assertThatThrownBy(() -> credentials.fetch().join())
                .hasMessageContaining("invalid_grant")
                .hasMessageContaining("must be authorised again");
    }

    @Test
    void nobodyWaitsForAPoolThatIsShutDown() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        credentials = credentials(seed(), store, pool, clock, () -> false);
        pool.shutdown();

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> credentials.fetch().get(20, TimeUnit.SECONDS))
                    .cause()
                    .satisfies(OAuthCredentialsTest::isOfTheStop);
        }
    }

    @Test
    void nobodyWaitsForWorkThatAPoolHasDropped() {
        CountDownLatch never = new CountDownLatch(1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        pool.execute(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        credentials = credentials(seed(), store, pool, clock, () -> false);
        assertThat(credentials.fetch()).isNotDone();

        pool.shutdownNow();

        assertThatThrownBy(() -> credentials.fetch().get(20, TimeUnit.SECONDS))
                .cause()
                .satisfies(OAuthCredentialsTest::isOfTheStop);
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

    /** A store of which nothing good comes. */
    private record BrokenStore(Supplier<Optional<Tokens>> answer) implements TokenStore {

        @Override
        public Optional<Tokens> load(TokenKey key) {
            return answer.get();
        }

        @Override
        public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
            return answer.get();
        }
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
