// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Where the portals are that have installed an application; read from the store when it is asked first. */
final class InstalledPortals {
    private final Map<TokenKey, CompletableFuture<Optional<PortalAddress>>> addresses = new ConcurrentHashMap<>();
    private final Blocking blocking;

    InstalledPortals(Blocking blocking) {
        this.blocking = blocking;
    }

    /**
     * Where a portal is; never blocks.
     *
     * @param most how long to wait for the store
     * @return empty if no tokens of it are stored; fails if the store does
     */
    CompletableFuture<Optional<PortalAddress>> address(OAuthApplication application, TokenKey key, Duration most) {
        CompletableFuture<Optional<PortalAddress>> known = addresses.get(key);
        return blocking.shared(known != null ? known : read(application, key), most);
    }

    private CompletableFuture<Optional<PortalAddress>> read(OAuthApplication application, TokenKey key) {
        CompletableFuture<Optional<PortalAddress>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<PortalAddress>> others = addresses.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        blocking.begin(() -> application
                        .store()
                        .load(key)
                        .map(Tokens::clientEndpoint)
                        .flatMap(PortalAddress::ofEndpoint))
                .whenComplete((address, failure) -> {
                    if (failure != null || address.isEmpty()) {
                        forget(key);
                    }
                    if (failure == null) {
                        mine.complete(address);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
        return mine;
    }

    void forget(TokenKey key) {
        addresses.remove(key);
    }

    /** Forgets portals whose addresses match. */
    void forgetIf(Predicate<PortalAddress> which) {
        addresses
                .values()
                .removeIf(known -> known.isDone()
                        && !known.isCompletedExceptionally()
                        && known.join().filter(which).isPresent());
    }

    int size() {
        return addresses.size();
    }
}
