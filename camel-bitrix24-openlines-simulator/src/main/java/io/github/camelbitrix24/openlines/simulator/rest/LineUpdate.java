// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.LineExtras;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the {@code PARAMS} of {@code imopenlines.config.add} and {@code .update} into a line (§7.5). */
final class LineUpdate {

    private static final Set<String> ACTED_ON = Set.of(
            "ID",
            "LINE_NAME",
            "ACTIVE",
            "QUEUE_TYPE",
            "QUEUE",
            "QUEUE_TIME",
            "MAX_CHAT",
            "CHECK_AVAILABLE",
            "CLOSE_RULE",
            "CLOSE_TEXT",
            "VOTE_MESSAGE",
            "FULL_CLOSE_TIME",
            "AUTO_CLOSE_RULE",
            "AUTO_CLOSE_TIME",
            "AUTO_CLOSE_TEXT",
            "WELCOME_BOT_ENABLE",
            "WELCOME_BOT_ID",
            "WELCOME_BOT_LEFT");

    private final Map<String, Object> params;

    LineUpdate(Map<String, Object> params) {
        this.params = params;
    }

    Line apply(Line line) {
        return new Line(
                line.id(),
                text("LINE_NAME", line.name()),
                flag("ACTIVE", line.active()),
                queueType(line.queueType()),
                operators(line.operators()),
                seconds("QUEUE_TIME", line.queueTime()),
                (int) number("MAX_CHAT", line.maxChat()),
                flag("CHECK_AVAILABLE", line.checkAvailable()),
                rule("CLOSE_RULE", line.closeRule()),
                text("CLOSE_TEXT", line.closeText()),
                flag("VOTE_MESSAGE", line.voteMessage()),
                Duration.ofMinutes(Math.max(
                        0, number("FULL_CLOSE_TIME", line.fullCloseTime().toMinutes()))),
                rule("AUTO_CLOSE_RULE", line.autoCloseRule()),
                seconds("AUTO_CLOSE_TIME", line.autoCloseTime()),
                text("AUTO_CLOSE_TEXT", line.autoCloseText()),
                line.connector(),
                line.systemMessages(),
                line.openToAll(),
                welcome(line.welcome()));
    }

    /** Keeps what the portal does not act on, so that it is shown as it was written. */
    void keepRest(long lineId, LineExtras extras) {
        params.forEach((name, value) -> {
            if (!ACTED_ON.contains(name) && Php.isScalar(value)) {
                extras.put(lineId, name, Php.text(value));
            }
        });
    }

    private Line.WelcomeBot welcome(Line.WelcomeBot before) {
        boolean enabled = flag("WELCOME_BOT_ENABLE", before != null);
        long bot = number("WELCOME_BOT_ID", before == null ? 0 : before.botId());
        boolean leaves = !text("WELCOME_BOT_LEFT", before == null || before.leavesAtQueue() ? "queue" : "close")
                .equals("close");
        return enabled && bot > 0 ? new Line.WelcomeBot(bot, leaves) : null;
    }

    private List<Long> operators(List<Long> before) {
        if (!Php.isArray(params.get("QUEUE"))) {
            return before;
        }
        return Php.entries(params.get("QUEUE")).values().stream()
                .map(LineUpdate::queueMember)
                .filter(id -> id > 0)
                .toList();
    }

    /** A user as an entry of the queue, or as a mere id; departments have no members here. */
    private static long queueMember(Object entry) {
        if (!Php.isArray(entry)) {
            return Php.intval(entry);
        }
        Map<String, Object> fields = Php.entries(entry);
        return "user".equals(fields.get("ENTITY_TYPE")) ? Php.intval(fields.get("ENTITY_ID")) : 0;
    }

    private QueueType queueType(QueueType before) {
        return Arrays.stream(QueueType.values())
                .filter(type -> type.wireName().equals(params.get("QUEUE_TYPE")))
                .findFirst()
                .orElse(before);
    }

    private CloseRule rule(String name, CloseRule before) {
        return Arrays.stream(CloseRule.values())
                .filter(rule -> rule.wireName().equals(params.get(name)))
                .findFirst()
                .orElse(before);
    }

    private Duration seconds(String name, Duration before) {
        return Duration.ofSeconds(Math.max(1, number(name, before.toSeconds())));
    }

    private long number(String name, long before) {
        return params.get(name) == null ? before : Php.intval(params.get(name));
    }

    private String text(String name, String before) {
        return params.get(name) == null ? before : Php.text(params.get(name));
    }

    private boolean flag(String name, boolean before) {
        return params.get(name) == null ? before : "Y".equals(params.get(name));
    }
}
