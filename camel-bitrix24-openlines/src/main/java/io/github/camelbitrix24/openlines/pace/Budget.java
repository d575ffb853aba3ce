// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelbitrix24.openlines.report.Observer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Our picture of the portal's request counter, ahead of which a request may go. */
public interface Budget {

    /** The budget of one JVM for a portal with these limits. */
    static Budget local(Limits limits, Time time) {
        return limits.rate() == null ? new NoBudget() : new LocalBudget(limits.rate(), time);
    }

    /**
     * A budget that several JVMs share.
     *
     * @param store keeps it, under the key
     * @param nodes how many JVMs share it: while the store is lost each takes that part
     * @param blocking runs all that the store's driver does when it is asked
     * @param own runs what follows on an answer, which comes on a thread of the driver or of the JDK
     * @param observer told when the store is lost and when it is back
     */
    static Budget shared(
            Limits limits,
            Time time,
            ProxyManager<String> store,
            String key,
            int nodes,
            Executor blocking,
            Executor own,
            Observer observer) {
        return limits.rate() == null
                ? new NoBudget()
                : SharedBudget.of(store, key, limits.rate(), nodes, time, blocking, own, observer);
    }

    /**
     * Takes a slot for one request, or tells when to ask again.
     *
     * @return nanoseconds to wait; 0 when the slot is taken
     */
    CompletableFuture<Long> take();

    /** Slots that could be taken now, as far as is known without asking anybody; empty if they are not counted. */
    OptionalLong level();

    /** How far this machine's clock is behind those of others that share the budget, as was seen lately; empty if it is not. */
    default Optional<Duration> clockBehind() {
        return Optional.empty();
    }

    /** Gives back a slot that no request needed. */
    void giveBack();

    /** The portal said that its counter is full: others behind the same address have used it up. */
    void drain();
}
