// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelbitrix24.openlines.report.Observer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
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
    /** Questions that may wait for a thread or keep one, so that a store that hangs is not given ever more of them. */
    private static final int MOST_ASKED = 8;
    /** How long after its last sign a clock counts as out of step. */
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);

    private final String key;
    private final Supplier<Function<Question, CompletableFuture<Answer>>> making;
    private final Budget share;
    private final long longestWait;
    private final Time time;
    private final Executor blocking;
    private final Executor own;
    private final Observer observer;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Function<Question, CompletableFuture<Answer>> bucket;
    private volatile long seen = -1;
    private volatile boolean lost;
    private volatile boolean asking;
    private volatile long askAgain;
    private volatile boolean stepLost;
    private volatile long stepLostAt;
    private volatile Duration gap = Duration.ZERO;
    private volatile boolean saidBehind;

    private SharedBudget(
            String key,
            Supplier<Function<Question, CompletableFuture<Answer>>> making,
            Budget share,
            long longestWait,
            Time time,
            Executor blocking,
            Executor own,
            Observer observer) {
        this.key = key;
        this.making = making;
        this.share = share;
        this.longestWait = longestWait;
        this.blocking = blocking;
        this.own = own;
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
     * @param behind how far our clock is behind, 0 if it is not or that cannot be seen
     */
    private record Answer(long waiting, long left, Duration behind) {
        static final Answer NONE = new Answer(0, 0, Duration.ZERO);
    }

    /**
     * Makes a budget; the store is not asked yet.
     *
     * @param nodes how many JVMs share the bucket: while the store is lost each takes that part
     * @param blocking runs all that the store's driver does when it is asked
     * @param own runs what follows on an answer, which comes on a thread of the driver or of the JDK
     * @param observer told when the store is lost and when it is back
     */
    static Budget of(
            ProxyManager<String> store,
            String key,
            Rate rate,
            int nodes,
            Time time,
            Executor blocking,
            Executor own,
            Observer observer) {
        Rate part = new Rate(rate.perSecond() / nodes, Math.max(1, rate.burst() / nodes));
        return new SharedBudget(
                key,
                () -> bucket(store, key, rate),
                new LocalBudget(part, time),
                2 * refillNanos(rate) + ClockGap.LEAST.toNanos(),
                time,
                blocking,
                own,
                observer);
    }

    /** Code of others, to be called on a thread that nobody waits for. */
    private static Function<Question, CompletableFuture<Answer>> bucket(
            ProxyManager<String> store, String key, Rate rate) {
        BucketConfiguration configuration = configuration(rate);
        long refill = refillNanos(rate);
        if (store.isAsyncModeSupported()) {
            AsyncBucketProxy bucket =
                    store.asAsync().builder().build(key, () -> CompletableFuture.completedFuture(configuration));
            return question -> switch (question) {
                case TAKE ->
                    bucket.asVerbose().tryConsumeAndReturnRemaining(1).thenApply(taken -> answer(taken, refill));
                case GIVE_BACK -> bucket.addTokens(1).thenApply(done -> Answer.NONE);
                case DRAIN -> bucket.tryConsumeAsMuchAsPossible().thenApply(drained -> Answer.NONE);
            };
        }
        BucketProxy bucket = store.builder().build(key, () -> configuration);
        return question -> CompletableFuture.completedFuture(
                switch (question) {
                    case TAKE -> answer(bucket.asVerbose().tryConsumeAndReturnRemaining(1), refill);
                    case GIVE_BACK -> {
                        bucket.addTokens(1);
                        yield Answer.NONE;
                    }
                    case DRAIN -> {
                        bucket.tryConsumeAsMuchAsPossible();
                        yield Answer.NONE;
                    }
                });
    }

    /** A second's worth is kept in hand as in {@link LocalBudget}, and as much again for the ways of several JVMs. */
    private static BucketConfiguration configuration(Rate rate) {
        long capacity = Math.max(1, rate.burst() - 2 * (long) Math.ceil(rate.perSecond()));
        Duration one = Duration.ofNanos(refillNanos(rate));
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, one))
                .build();
    }

    private static long refillNanos(Rate rate) {
        return Math.max(1, Math.round(1_000_000_000 / rate.perSecond()));
    }

    private static Answer answer(VerboseResult<ConsumptionProbe> taken, long refillNanos) {
        ConsumptionProbe probe = taken.getValue();
        return new Answer(
                probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill()),
                probe.getRemainingTokens(),
                ClockGap.of(taken, refillNanos));
    }

    @Override
    public CompletableFuture<Long> take() {
        if (lost) {
            askWhetherBack();
            return share.take();
        }
        return ask(Question.TAKE)
                .handleAsync(
                        (answer, failure) -> {
                            if (failure != null) {
                                lose(failure);
                                return share.take();
                            }
                            seen = answer.left();
                            return answer.waiting() == 0 || !outOfStep(answer)
                                    ? CompletableFuture.completedFuture(answer.waiting())
                                    : share.take();
                        },
                        own)
                .thenCompose(Function.identity());
    }

    /** Whether the bucket cannot say when a slot is there: our clock is behind, or it was left with debts of hours. */
    private boolean outOfStep(Answer answer) {
        boolean behind = !answer.behind().isZero();
        if (!behind && answer.waiting() <= longestWait) {
            return false;
        }
        boolean known = stepLost && time.nanos() - stepLostAt < REMEMBERED;
        stepLost = true;
        stepLostAt = time.nanos();
        gap = answer.behind();
        if (!known) {
            share.drain();
        }
        if (behind && !saidBehind) {
            saidBehind = true;
            LOG.warn(
                    "This machine's clock is about {} s behind that of another which shares the budget of portal {}: calls go on"
                            + " at this JVM's share of the rate. Set the clocks by a time service",
                    answer.behind().toSeconds(),
                    key);
        }
        return true;
    }

    @Override
    public Optional<Duration> clockBehind() {
        Duration last = gap;
        return stepLost && !last.isZero() && time.nanos() - stepLostAt < REMEMBERED
                ? Optional.of(last)
                : Optional.empty();
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

    /** Asks on a thread of ours, whatever the store is like; fails after a time, and at once if it hangs. */
    private CompletableFuture<Answer> ask(Question question) {
        if (asked.get() >= MOST_ASKED) {
            return CompletableFuture.failedFuture(new TimeoutException());
        }
        asked.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        answer.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            blocking.execute(() -> ask(question, answer));
        } catch (Throwable e) {
            asked.decrementAndGet();
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void ask(Question question, CompletableFuture<Answer> answer) {
        try {
            if (bucket == null) {
                bucket = making.get();
            }
            bucket.apply(question).whenComplete((told, failure) -> {
                if (failure == null) {
                    answer.complete(told);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        } finally {
            asked.decrementAndGet();
        }
    }

    /** How much of the burst is left nobody knows, so the share begins without any. */
    private void lose(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        askAgain = time.nanos() + PAUSE;
        share.drain();
        if (!lost) {
            lost = true;
            LOG.warn(
                    "The budgetStore cannot be had ({}): calls to portal {} go on at this JVM's share of the rate, until it is"
                            + " back",
                    cause.getClass().getName(),
                    key);
            observer.budgetLost();
        }
    }

    private void askWhetherBack() {
        if (asking || time.nanos() - askAgain < 0) {
            return;
        }
        asking = true;
        // while it was lost the bucket has filled, and the portal's counter has not fallen
        ask(Question.DRAIN)
                .whenCompleteAsync(
                        (drained, failure) -> {
                            askAgain = time.nanos() + PAUSE;
                            asking = false;
                            if (failure == null) {
                                lost = false;
                                LOG.info(
                                        "The budgetStore is back: calls to portal {} go at the rate that is shared",
                                        key);
                                observer.budgetBack();
                            }
                        },
                        own);
    }
}
