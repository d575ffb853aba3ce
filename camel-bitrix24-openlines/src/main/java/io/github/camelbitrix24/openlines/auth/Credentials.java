// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How a caller gets into the portal. No text of it shows a secret. Safe for all threads. */
public interface Credentials {

    /** What opens the portal now; empty if it has to be fetched first. Does not block, and costs next to nothing. */
    Optional<Access> access();

    /**
     * Fetches what opens the portal, once for all who ask meanwhile.
     *
     * @return never blocks its caller; fails with {@link NoAccessException}
     */
    CompletableFuture<Access> fetch();

    /** The user in whose name they open the portal; 0 if nobody has said. */
    default long userId() {
        return 0;
    }

    /** When the life of what opens the portal is over; empty if it has none, nothing is there yet, or nobody has said. */
    default Optional<Instant> expires() {
        return Optional.empty();
    }

    /**
     * Takes note that the portal calls an access expired (§2).
     *
     * @return whether another can be fetched
     */
    boolean expired(Access access);
}
