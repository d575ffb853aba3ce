// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.BotEventView;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.BotEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bots' event queues: an event stays until a later offset acknowledges it (§11.1). */
public final class BotEvents {

    private final Desk desk;
    private final Map<Long, Deque<BotEvent>> queues = new HashMap<>();
    private final Map<Long, Long> acknowledged = new HashMap<>();
    private final Map<Long, Integer> messageCounts = new HashMap<>();
    private final Map<Long, Integer> chatCounts = new HashMap<>();

    BotEvents(Desk desk) {
        this.desk = desk;
    }

    /** One answer of {@code imbot.v2.Event.get}. */
    public record Page(List<BotEvent> events, long nextOffset, boolean hasMore) {}

    void add(Bot bot, String type, Map<String, Object> data) {
        BotEvent event = new BotEvent(desk.state().newBotEventId(), type, desk.now(), data);
        queue(bot).add(event);
        desk.notices().tell(() -> {
            BotEventView view = view(event);
            return listener -> listener.botEventQueued(bot.code(), view);
        });
    }

    /** Forgets the events below the offset, then shows the oldest of the rest. */
    public Page read(Bot bot, Long offset, int limit) {
        if (offset != null) {
            acknowledge(bot, offset);
        }
        Deque<BotEvent> waiting = queue(bot);
        List<BotEvent> shown = waiting.stream().limit(limit).toList();
        long next = shown.isEmpty()
                ? acknowledged.getOrDefault(bot.id(), 0L)
                : shown.get(shown.size() - 1).id() + 1;
        return new Page(shown, next, waiting.size() > shown.size());
    }

    private void acknowledge(Bot bot, long offset) {
        Deque<BotEvent> waiting = queue(bot);
        while (!waiting.isEmpty() && waiting.peek().id() < offset) {
            waiting.poll();
        }
        acknowledged.merge(bot.id(), offset, Math::max);
    }

    public List<BotEventView> waiting(Bot bot) {
        return queue(bot).stream().map(BotEvents::view).toList();
    }

    private static BotEventView view(BotEvent event) {
        return new BotEventView(event.id(), event.type(), event.date(), event.data());
    }

    void countMessage(Bot bot) {
        messageCounts.merge(bot.id(), 1, Integer::sum);
    }

    int messageCount(Bot bot) {
        return messageCounts.getOrDefault(bot.id(), 0);
    }

    void countChat(Bot bot) {
        chatCounts.merge(bot.id(), 1, Integer::sum);
    }

    int chatCount(Bot bot) {
        return chatCounts.getOrDefault(bot.id(), 0);
    }

    private Deque<BotEvent> queue(Bot bot) {
        return queues.computeIfAbsent(bot.id(), id -> new ArrayDeque<>());
    }
}
