// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that were read and are not done: one after the other, or chats side by side, each chat's in order. A chat stops at an
 * event that fails, until it is its turn again.
 */
final class EventBatch {
    private static final Logger LOG = LoggerFactory.getLogger(EventBatch.class);

    private final EventAttempts attempts;
    private final EventMapper mapper;
    private final Executor threads;
    private final int chatsAtOnce;
    private final BooleanSupplier allowed;
    private final List<PendingEvent> pending = new ArrayList<>();

    /**
     * Without events.
     *
     * @param threads those that chats run on side by side; null to run one event after the other on the caller's
     * @param chatsAtOnce how many
     * @param allowed whether another event may be begun
     */
    EventBatch(EventAttempts attempts, EventMapper mapper, Executor threads, int chatsAtOnce, BooleanSupplier allowed) {
        this.attempts = attempts;
        this.mapper = mapper;
        this.threads = threads;
        this.chatsAtOnce = chatsAtOnce;
        this.allowed = allowed;
    }

    /**
     * Works new events, and those that have failed before and whose turn it is.
     *
     * @param read new events, that come behind the others of their chats
     * @param left told how many of those whose turn it is are left
     * @return how many are done now
     */
    int run(List<QueuedEvent> read, IntConsumer left) throws InterruptedException {
        read.forEach(event -> pending.add(PendingEvent.of(event, mapper)));
        List<Task> due = due();
        Set<PendingEvent> done = ConcurrentHashMap.newKeySet();
        try {
            if (threads == null) {
                oneByOne(due, done, left);
            } else {
                sideBySide(due, done, left);
            }
        } finally {
            pending.removeAll(done);
        }
        return done.size();
    }

    /** What is first of its chat, or has only such before it; in the order in which it was read. */
    private List<Task> due() {
        List<ChatEvent> events = pending.stream().map(PendingEvent::event).toList();
        List<Object> chats = ChatKey.of(events);
        long now = System.nanoTime();
        Set<Object> waiting = new HashSet<>();
        List<Task> due = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            Object chat = chats.get(index) == null ? new Object() : chats.get(index);
            if (!waiting.contains(chat)) {
                if (pending.get(index).isDue(now)) {
                    due.add(new Task(pending.get(index), chat, due.size()));
                } else {
                    waiting.add(chat);
                }
            }
        }
        return due;
    }

    private void oneByOne(List<Task> due, Set<PendingEvent> done, IntConsumer left) throws InterruptedException {
        Set<Object> stopped = new HashSet<>();
        for (Task task : due) {
            if (!allowed.getAsBoolean()) {
                return;
            }
            left.accept(due.size() - task.index());
            if (!stopped.contains(task.chat())) {
                if (make(task, due.size())) {
                    done.add(task.event());
                } else {
                    stopped.add(task.chat());
                }
            }
        }
        left.accept(0);
    }

    private boolean make(Task task, int size) throws InterruptedException {
        return attempts.make(task.event(), exchange -> prepare(exchange, task.index(), size));
    }

    private static void prepare(Exchange exchange, int index, int size) {
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
    }

    /** A thread takes one event of a chat a turn, so that a busy chat does not keep it to itself. */
    private void sideBySide(List<Task> due, Set<PendingEvent> done, IntConsumer left) throws InterruptedException {
        Map<Object, Deque<Task>> chats = new LinkedHashMap<>();
        due.forEach(task ->
                chats.computeIfAbsent(task.chat(), chat -> new ArrayDeque<>()).add(task));
        AtomicInteger open = new AtomicInteger(due.size());
        left.accept(open.get());
        Queue<Deque<Task>> ready = new ConcurrentLinkedQueue<>(chats.values());
        Runnable worker = () -> {
            for (Deque<Task> chat = ready.poll(); chat != null; chat = ready.poll()) {
                if (workOne(chat, due.size(), done)) {
                    left.accept(open.decrementAndGet());
                    if (!chat.isEmpty()) {
                        ready.add(chat);
                    }
                } else {
                    left.accept(open.addAndGet(-chat.size()));
                }
            }
        };
        waitFor(start(worker, Math.min(chatsAtOnce, chats.size())));
    }

    /** Whether its chat goes on. */
    private boolean workOne(Deque<Task> chat, int size, Set<PendingEvent> done) {
        try {
            if (allowed.getAsBoolean() && make(chat.peek(), size)) {
                done.add(chat.poll().event());
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** As many workers as there are threads for; the events wait for the next poll if there are none. */
    private List<CompletableFuture<Void>> start(Runnable worker, int count) {
        List<CompletableFuture<Void>> started = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                started.add(CompletableFuture.runAsync(worker, threads));
            }
        } catch (RejectedExecutionException | Error e) {
            LOG.debug("{} of {} chats that may go side by side have a thread", started.size(), count, e);
        }
        return started;
    }

    private static void waitFor(Collection<CompletableFuture<Void>> workers) throws InterruptedException {
        for (CompletableFuture<Void> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                LOG.error("A chat's events stopped, and go on with the next poll", e.getCause());
            }
        }
    }

    /** An event whose turn it is, and its place among these. */
    private record Task(PendingEvent event, Object chat, int index) {}
}
