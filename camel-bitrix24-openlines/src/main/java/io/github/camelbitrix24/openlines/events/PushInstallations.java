// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks the hook about installations: about few at once, since anybody can claim one, and never for ever. */
final class PushInstallations {
    private static final int MOST_AT_ONCE = 4;
    private static final long PATIENCE_SECONDS = 120;

    private final InstallationHook hook;
    private final Executor threads;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    /**
     * Makes a keeper.
     *
     * @param threads go on after the hook
     */
    PushInstallations(InstallationHook hook, Executor threads) {
        this.hook = hook;
        this.threads = threads;
    }

    /**
     * Whether an installation is confirmed of which the token proves nothing.
     *
     * @return empty if it is, else why not
     */
    CompletionStage<Optional<PushRefusal>> confirm(Map<String, Object> form) {
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(
                    Optional.of(PushRefusal.full("as many installations as may be are being proved")));
        }
        CompletableFuture<Boolean> confirmed = asked(() -> hook.confirm(form));
        confirmed.whenComplete((yes, failure) -> free.release());
        return limited(confirmed)
                .handleAsync(
                        (yes, failure) -> {
                            if (isUnavailable(failure)) {
                                return Optional.of(PushRefusal.full("the installation cannot be proved now"));
                            }
                            return failure == null && Boolean.TRUE.equals(yes)
                                    ? Optional.<PushRefusal>empty()
                                    : Optional.of(new PushRefusal(
                                            PushRefusal.FORBIDDEN, "the installation is not confirmed"));
                        },
                        threads);
    }

    /** Tells the hook; fails as that does. */
    CompletionStage<Void> received(String type, Map<String, Object> form) {
        CompletableFuture<Void> told = asked(() -> hook.received(type, form));
        return told.isDone() ? told : limited(told).thenApplyAsync(done -> done, threads);
    }

    /** Whether it may go better later. */
    static boolean isUnavailable(Throwable failure) {
        return failure instanceof B24UnavailableException
                || failure instanceof CompletionException && failure.getCause() instanceof B24UnavailableException;
    }

    private static <T> CompletableFuture<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get().toCompletableFuture();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> CompletableFuture<T> limited(CompletableFuture<T> answer) {
        return answer.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
