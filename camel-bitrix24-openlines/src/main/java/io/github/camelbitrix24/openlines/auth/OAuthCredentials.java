// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * The tokens of one caller, renewed when the portal calls them expired or shortly before (§5.3). Renewing goes through the
 * store, which lets one at a time: whoever comes later finds the pair that the first has brought.
 */
public final class OAuthCredentials implements Credentials {
    /** So long before the end of a token's hour the next is fetched. */
    private static final Duration EARLY = Duration.ofSeconds(60);
    /** How long a token that still works is used after its renewal has failed. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final OAuthCaller caller;
    private final Renewal renewal;
    private final Executor blocking;
    private final InstantSource clock;
    private final AtomicReference<CompletableFuture<Access>> fetching = new AtomicReference<>();
    private volatile Current current;
    private volatile String stale;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * Makes credentials; nothing is read or asked yet.
     *
     * @param blocking runs what waits for the store and the authorisation server
     */
    public OAuthCredentials(OAuthCaller caller, AuthorizationServer server, Executor blocking, InstantSource clock) {
        this.caller = caller;
        this.renewal = new Renewal(server, clock);
        this.blocking = blocking;
        this.clock = clock;
    }

    @Override
    public Optional<Access> access() {
        Current now = current;
        return now != null && usable(now.accessToken(), now.expires()) ? Optional.of(now.access()) : Optional.empty();
    }

    @Override
    public CompletableFuture<Access> fetch() {
        CompletableFuture<Access> mine = new CompletableFuture<>();
        CompletableFuture<Access> others = fetching.compareAndExchange(null, mine);
        if (others != null) {
            return shut() ? CompletableFuture.failedFuture(NoAccessException.stopped()) : others;
        }
        try {
            blocking.execute(() -> fetch(mine));
        } catch (RejectedExecutionException e) {
            stopped(mine);
        }
        if (shut()) {
            // such a pool may pass over work without a word
            stopped(mine);
        }
        return mine;
    }

    private boolean shut() {
        return blocking instanceof ExecutorService pool && pool.isShutdown();
    }

    private void stopped(CompletableFuture<Access> mine) {
        fetching.compareAndSet(mine, null);
        mine.completeExceptionally(NoAccessException.stopped());
    }

    private void fetch(CompletableFuture<Access> mine) {
        Access fetched = null;
        NoAccessException failure = null;
        try {
            fetched = access().orElseGet(this::renewed);
        } catch (RuntimeException | Error e) {
            failure = failure(e);
            fetched = failure.again() ? stillGood() : null;
        }
        fetching.compareAndSet(mine, null);
        if (fetched != null) {
            mine.complete(fetched);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    /** A store may wrap what its change throws. */
    private static NoAccessException failure(Throwable thrown) {
        int index = ExceptionUtils.indexOfType(thrown, NoAccessException.class);
        return index < 0
                ? NoAccessException.unavailable(
                        "the token store failed (" + thrown.getClass().getSimpleName() + ")", thrown)
                : (NoAccessException) ExceptionUtils.getThrowableList(thrown).get(index);
    }

    private Access renewed() {
        Tokens tokens = current == null
                ? caller.application()
                        .store()
                        .load(caller.key())
                        .filter(stored -> usable(stored.accessToken(), stored.expires()))
                        .orElseGet(this::updated)
                : updated();
        Current next = new Current(tokens.accessToken(), tokens.expires(), tokens.userId(), access(tokens));
        current = next;
        return next.access();
    }

    private Tokens updated() {
        Tokens tokens = caller.application()
                .store()
                .update(caller.key(), stored -> {
                    Tokens before = stored.or(caller::seed)
                            .orElseThrow(
                                    () -> NoAccessException.refused("", 0, "no tokens are stored for " + caller.key()));
                    return Optional.of(
                            usable(before.accessToken(), before.expires()) ? before : renewal.successor(before));
                })
                .orElseThrow();
        if (!usable(tokens.accessToken(), tokens.expires())) {
            throw NoAccessException.unavailable("the token store keeps old tokens", null);
        }
        renewal.saved(tokens);
        return tokens;
    }

    /** What is used when its renewal has failed and its time is not over yet. */
    private Access stillGood() {
        Current now = current;
        if (now == null || now.accessToken().equals(stale) || over(now.expires(), Duration.ZERO)) {
            return null;
        }
        notBefore = clock.instant().plus(PAUSE);
        return now.access();
    }

    private boolean usable(String accessToken, Instant expires) {
        return accessToken != null
                && !accessToken.equals(stale)
                && (!over(expires, EARLY)
                        || !over(expires, Duration.ZERO) && clock.instant().isBefore(notBefore));
    }

    private boolean over(Instant expires, Duration early) {
        return expires != null && !clock.instant().isBefore(expires.minus(early));
    }

    private Access access(Tokens tokens) {
        return new Access(
                "/rest/",
                Map.of("auth", tokens.accessToken()),
                List.of(
                        tokens.accessToken(),
                        tokens.refreshToken(),
                        caller.application().clientId(),
                        caller.application().clientSecret()),
                PortalAddress.ofEndpoint(tokens.clientEndpoint()).orElse(null));
    }

    @Override
    public long userId() {
        Current now = current;
        return now == null || now.userId() == 0 ? caller.key().userId() : now.userId();
    }

    @Override
    public Optional<Instant> expires() {
        return Optional.ofNullable(current).map(Current::expires);
    }

    @Override
    public boolean expired(Access access) {
        Current now = current;
        if (now != null && now.access().equals(access)) {
            stale = now.accessToken();
        }
        return true;
    }

    @Override
    public String toString() {
        return "OAuthCredentials[" + caller.key() + "]";
    }

    /** What is needed of the tokens from call to call; the rest stays in the store. */
    private record Current(String accessToken, Instant expires, long userId, Access access) {

        @Override
        public String toString() {
            return "Current[expires=" + expires + "]";
        }
    }
}
