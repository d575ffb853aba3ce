// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelbitrix24.openlines.report.Observer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget that several JVMs share, since the portal counts by address (§3.1), in a bucket that a store keeps. While the store
 * cannot be had, each JVM goes on with its own share of the rate, and says so once.
 */
final class SharedBudget implements Budget {
    private static final Logger LOG = LoggerFactory.getLogger(SharedBudget.class);
    /** A store that takes longer is taken for lost: calls wait for it. */
    private static final long PATIENCE_MILLIS = 2_000;
    /** How often a lost store is asked whether it is back. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final String key;
    private final Function<Question, CompletableFuture<Answer>> bucket;
    private final Budget share;
    private final Time time;
    private final Observer observer;
    private volatile long seen = -1;
    private volatile boolean lost;
    private volatile boolean asking;
    private volatile long askAgain;

    private SharedBudget(
            String key,
            Function<Question, CompletableFuture<Answer>> bucket,
            Budget share,
            Time time,
            Observer observer) {
        this.key = key;
        this.bucket = bucket;
        this.share = share;
        this.time = time;
        this.observer = observer;
    }

    /** What the bucket is asked. */
    private enum Question {
        TAKE,
        GIVE_BACK,
        DRAIN
    }

    /**
     * What the bucket says.
     *
     * @param waiting nanoseconds, 0 if a slot is taken
     * @param left slots that are left
     */
    private record Answer(long waiting, long left) {
        static final Answer NONE = new Answer(0, 0);
    }

    /**
     * Makes a budget; the store is not asked yet.
     *
     * @param nodes how many JVMs share the bucket: while the store is lost each takes that part
     * @param blocking runs what waits for a store that has no asynchronous interface
     * @param observer told when the store is lost and when it is back
     */
    static Budget of(
            ProxyManager<String> store,
            String key,
            Rate rate,
            int nodes,
            Time time,
            Executor blocking,
            Observer observer) {
        Rate part = new Rate(rate.perSecond() / nodes, Math.max(1, rate.burst() / nodes));
        return new SharedBudget(key, bucket(store, key, rate, blocking), new LocalBudget(part, time), time, observer);
    }

    private static Function<Question, CompletableFuture<Answer>> bucket(
            ProxyManager<String> store, String key, Rate rate, Executor blocking) {
        BucketConfiguration configuration = configuration(rate);
        if (store.isAsyncModeSupported()) {
            AsyncBucketProxy bucket =
                    store.asAsync().builder().build(key, () -> CompletableFuture.completedFuture(configuration));
            return question -> switch (question) {
                case TAKE -> bucket.tryConsumeAndReturnRemaining(1).thenApply(SharedBudget::answer);
                case GIVE_BACK -> bucket.addTokens(1).thenApply(done -> Answer.NONE);
                case DRAIN -> bucket.tryConsumeAsMuchAsPossible().thenApply(drained -> Answer.NONE);
            };
        }
        BucketProxy bucket = store.builder().build(key, () -> configuration);
        return question -> CompletableFuture.supplyAsync(
                () -> switch (question) {
                    case TAKE -> answer(bucket.tryConsumeAndReturnRemaining(1));
                    case GIVE_BACK -> {
                        bucket.addTokens(1);
                        yield Answer.NONE;
                    }
                    case DRAIN -> {
                        bucket.tryConsumeAsMuchAsPossible();
                        yield Answer.NONE;
                    }
                },
                blocking);
    }

    /** A second's worth is kept in hand as in {@link LocalBudget}, and as much again for the ways of several JVMs. */
    private static BucketConfiguration configuration(Rate rate) {
        long capacity = Math.max(1, rate.burst() - 2 * (long) Math.ceil(rate.perSecond()));
        Duration one = Duration.ofNanos(Math.max(1, Math.round(1_000_000_000 / rate.perSecond())));
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, one))
                .build();
    }

    private static Answer answer(ConsumptionProbe probe) {
        return new Answer(
                probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill()), probe.getRemainingTokens());
    }

    @Override
    public CompletableFuture<Long> take() {
        if (lost) {
            askWhetherBack();
            return share.take();
        }
        return ask(Question.TAKE)
                .handle((answer, failure) -> {
                    if (failure == null) {
                        seen = answer.left();
                        return CompletableFuture.completedFuture(answer.waiting());
                    }
                    lose(failure);
                    return share.take();
                })
                .thenCompose(Function.identity());
    }

    @Override
    public OptionalLong level() {
        if (lost) {
            return share.level();
        }
        long last = seen;
        return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    @Override
    public void giveBack() {
        if (lost) {
            share.giveBack();
        } else {
            ask(Question.GIVE_BACK);
        }
    }

    @Override
    public void drain() {
        share.drain();
        if (!lost) {
            ask(Question.DRAIN);
        }
    }

    private CompletableFuture<Answer> ask(Question question) {
        try {
            return bucket.apply(question).orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** How much of the burst is left nobody knows, so the share begins without any. */
    private void lose(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        askAgain = time.nanos() + PAUSE;
        share.drain();
        if (!lost) {
            lost = true;
            observer.budgetLost();
            LOG.warn(
                    "The budgetStore cannot be had ({}): calls to portal {} go on at this JVM's share of the rate, until it is"
                            + " back",
                    cause.getClass().getName(),
                    key);
        }
    }

    private void askWhetherBack() {
        if (asking || time.nanos() - askAgain < 0) {
            return;
        }
        asking = true;
        // while it was lost the bucket has filled, and the portal's counter has not fallen
        ask(Question.DRAIN).whenComplete((drained, failure) -> {
            askAgain = time.nanos() + PAUSE;
            asking = false;
            if (failure == null) {
                lost = false;
                observer.budgetBack();
                LOG.info("The budgetStore is back: calls to portal {} go at the rate that is shared", key);
            }
        });
    }
}
