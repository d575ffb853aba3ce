// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.EmployeeCredentials;
import io.github.camelbitrix24.openlines.auth.Identity;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.OAuthCaller;
import io.github.camelbitrix24.openlines.auth.Webhook;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The employees that a credential source knows, each kept for a minute, so that most calls need not wait for it. */
final class Employees {
    private static final int MOST_KEPT = 10_000;
    private static final long KEPT = TimeUnit.SECONDS.toNanos(60);

    private final CredentialSource source;
    private final OAuthApplication application;
    private final Blocking blocking;
    private final LongSupplier nanos;
    private final Map<Name, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    /**
     * Makes a view on a source.
     *
     * @param application whose tokens employees may have; null if there is none
     * @param blocking runs the source
     */
    Employees(CredentialSource source, OAuthApplication application, Blocking blocking, LongSupplier nanos) {
        this.source = source;
        this.application = application;
        this.blocking = blocking;
        this.nanos = nanos;
    }

    /**
     * Finds an employee; never blocks.
     *
     * @param most how long to wait for the source
     * @return empty if the source knows none; fails as the source does
     */
    CompletableFuture<Optional<Identity>> find(String portal, String employee, Duration most) {
        Name name = new Name(portal, employee);
        Kept known = kept.get(name);
        if (known != null && nanos.getAsLong() - known.until() < 0) {
            return blocking.shared(known.identity(), most);
        }
        CompletableFuture<Optional<Identity>> asked =
                blocking.begin(() -> source.find(portal, employee).map(this::identity));
        kept.put(name, new Kept(asked, nanos.getAsLong() + KEPT));
        asked.whenComplete((identity, failure) -> {
            if (failure != null || identity.isEmpty()) {
                kept.remove(name);
            }
        });
        return blocking.shared(asked, most);
    }

    private Identity identity(EmployeeCredentials credentials) {
        if (credentials.authToken() != null) {
            return Webhook.parse(credentials.authToken());
        }
        if (application == null) {
            throw new B24InvalidRequestException("an employee of the credentialSource has tokens, for which the options"
                    + " clientId and clientSecret of their application are needed");
        }
        return OAuthCaller.configured(application, credentials.accessToken(), credentials.refreshToken());
    }

    private record Name(String portal, String employee) {}

    private record Kept(CompletableFuture<Optional<Identity>> identity, long until) {}
}
