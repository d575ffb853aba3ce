// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.NoAccessException;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.wire.InstallationProof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tokens of portals that install the application, and lets go those of portals that remove it. */
final class Installations implements InstallationHook {
    private static final Logger LOG = LoggerFactory.getLogger(Installations.class);
    private static final String UNINSTALL = "ONAPPUNINSTALL";
    private static final int MOST_CONFIRMED = 1_000;

    private final OAuthApplication application;
    private final InstallationProof proof;
    private final Executor blocking;
    private final Consumer<String> changed;
    private final InstallationHook users;

    /** Forms that were kept when they were confirmed, by the refresh token that this has used up. */
    private final Set<String> confirmed = Collections.synchronizedSet(new LinkedHashSet<>());

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
        return CompletableFuture.supplyAsync(() -> kept(form), blocking);
    }

    private boolean kept(Map<String, Object> form) {
        Map<String, Object> auth = Lenient.map(form.get("auth"));
        try {
            keep(auth);
            if (confirmed.size() < MOST_CONFIRMED) {
                confirmed.add(Lenient.text(auth.get("refresh_token")));
            }
            return true;
        } catch (NoAccessException e) {
            LOG.warn("An installation was refused: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public CompletionStage<Void> received(String type, Map<String, Object> form) {
        Map<String, Object> auth = Lenient.map(form.get("auth"));
        CompletableFuture<Void> done = CompletableFuture.runAsync(
                () -> {
                    if (type.equals(UNINSTALL)) {
                        remove(auth);
                    } else if (!confirmed.remove(Lenient.text(auth.get("refresh_token")))) {
                        keep(auth);
                    }
                },
                blocking);
        return users == null ? done : done.thenCompose(kept -> users.received(type, form));
    }

    private void keep(Map<String, Object> auth) {
        Tokens tokens = proof.prove(auth);
        application.store().update(key(tokens.memberId()), before -> Optional.of(tokens));
        changed.accept(tokens.memberId());
        LOG.info("Portal {} has installed the application", tokens.memberId());
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
            LOG.info("Portal {} has removed the application", member);
        }
    }

    private static boolean same(String one, String other) {
        return one != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private TokenKey key(String memberId) {
        return TokenKey.installation(application.clientId(), memberId);
    }
}
