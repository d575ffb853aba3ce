// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.auth.NoAccessException;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.text.LogText;
import io.github.camelbitrix24.openlines.wire.InstallationProof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tokens of portals that install the application, and lets go those of portals that remove it. */
final class Installations implements InstallationHook {
    private static final Logger LOG = LoggerFactory.getLogger(Installations.class);
    private static final String UNINSTALL = "ONAPPUNINSTALL";
    private static final int MOST_CLAIMS = 1_000;

    private final OAuthApplication application;
    private final InstallationProof proof;
    private final Executor blocking;
    private final Consumer<String> changed;
    private final InstallationHook users;
    private final QuietLog refusals = new QuietLog(LOG);

    /** What was found of the newest claims, by their digests: none is proved twice, and a proof uses its tokens up. */
    private final Map<String, CompletableFuture<Boolean>> claims = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Boolean>> eldest) {
            return size() > MOST_CLAIMS;
        }
    });

    /**
     * Makes a keeper.
     *
     * @param blocking runs what waits for the portal, the authorisation server and the store
     * @param changed told of portals whose tokens are others now
     * @param users the user's own hook, told after this one; may be null
     */
    Installations(
            OAuthApplication application,
            InstallationProof proof,
            Executor blocking,
            Consumer<String> changed,
            InstallationHook users) {
        this.application = application;
        this.proof = proof;
        this.blocking = blocking;
        this.changed = changed;
        this.users = users;
    }

    @Override
    public CompletionStage<Boolean> confirm(Map<String, Object> form) {
        Map<String, Object> auth = Lenient.map(form.get("auth"));
        return proved(auth).thenApplyAsync(proved -> proved && isKept(auth), blocking);
    }

    /** An old installation that is posted again is proved, and replaced. */
    private boolean isKept(Map<String, Object> auth) {
        return application
                .store()
                .load(key(Lenient.text(auth.get("member_id"))))
                .filter(tokens -> same(tokens.applicationToken(), Lenient.text(auth.get("application_token"))))
                .isPresent();
    }

    @Override
    public CompletionStage<Void> received(String type, Map<String, Object> form) {
        Map<String, Object> auth = Lenient.map(form.get("auth"));
        CompletionStage<Void> done = type.equals(UNINSTALL)
                ? CompletableFuture.runAsync(() -> remove(auth), blocking)
                : proved(auth).thenAccept(Installations::requireProof);
        return users == null ? done : done.thenCompose(kept -> users.received(type, form));
    }

    private static void requireProof(boolean proved) {
        if (!proved) {
            throw new IllegalStateException("the tokens of the installation are not the portal's");
        }
    }

    /** Whether the claim is proved and its tokens are kept; fails if that cannot be known now. */
    private CompletableFuture<Boolean> proved(Map<String, Object> auth) {
        String claim = digest(auth);
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> before = claims.putIfAbsent(claim, mine);
        if (before != null) {
            return before;
        }
        mine.whenComplete((kept, failure) -> {
            if (failure != null) {
                claims.remove(claim, mine);
            }
        });
        try {
            blocking.execute(() -> prove(auth, mine));
        } catch (RejectedExecutionException e) {
            mine.completeExceptionally(unavailable("too many wait", e));
        }
        return mine;
    }

    private void prove(Map<String, Object> auth, CompletableFuture<Boolean> proved) {
        try {
            keep(auth);
            refusals.over();
            proved.complete(true);
        } catch (NoAccessException e) {
            refusals.log("An installation was not kept: {}", LogText.of(e.getMessage()), "");
            if (e.again() || e.stoppedFirst()) {
                proved.completeExceptionally(unavailable(LogText.of(e.getMessage()), e));
            } else {
                proved.complete(false);
            }
        } catch (RuntimeException | Error e) {
            refusals.log("An installation was not kept: {}", LogText.of(e.toString()), "");
            LOG.debug("The whole of it", e);
            proved.completeExceptionally(unavailable("the tokens could not be kept", e));
        }
    }

    private static B24UnavailableException unavailable(String reason, Throwable cause) {
        return new B24UnavailableException(
                "An installation cannot be proved now: " + reason, RestFailure.unsent("app.info"), cause);
    }

    private void keep(Map<String, Object> auth) {
        String member = Lenient.text(auth.get("member_id"));
        Optional<String> known = member == null
                ? Optional.empty()
                : application.store().load(key(member)).map(Tokens::applicationToken);
        String shown = Lenient.text(auth.get("application_token"));
        Tokens tokens = proof.prove(auth, known.isPresent() && !same(known.get(), shown));
        application.store().update(key(tokens.memberId()), stored -> {
            if (!stored.map(Tokens::applicationToken).equals(known)) {
                throw NoAccessException.unavailable("another installation of the portal was kept meanwhile", null);
            }
            return Optional.of(tokens);
        });
        changed.accept(tokens.memberId());
        LOG.info("Portal {} has installed the application", LogText.of(tokens.memberId()));
    }

    /** Only the installation's own token removes it: one that fits several portals does not say which. */
    private void remove(Map<String, Object> auth) {
        String member = Lenient.text(auth.get("member_id"));
        String shown = Lenient.text(auth.get("application_token"));
        if (member == null || shown == null) {
            return;
        }
        Optional<Tokens> left = application
                .store()
                .update(key(member), stored -> stored.filter(tokens -> !same(tokens.applicationToken(), shown)));
        if (left.isEmpty()) {
            changed.accept(member);
            claims.clear();
            LOG.info("Portal {} has removed the application", LogText.of(member));
        }
    }

    private static boolean same(String one, String other) {
        return one != null
                && other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(Map<String, Object> auth) {
        Object[] claim = {
            auth.get("member_id"),
            auth.get("application_token"),
            auth.get("access_token"),
            auth.get("refresh_token"),
            auth.get("client_endpoint"),
            auth.get("server_endpoint")
        };
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.bytes(Arrays.asList(claim))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenKey key(String memberId) {
        return TokenKey.installation(application.clientId(), memberId);
    }
}
