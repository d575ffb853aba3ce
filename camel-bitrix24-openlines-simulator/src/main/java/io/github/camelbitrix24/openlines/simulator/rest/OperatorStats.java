// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code imopenlines.v2.Operator.list}: every operator once for each line whose queue he is in (§7.7). */
final class OperatorStats {

    private OperatorStats() {}

    static Object list(Call call) {
        StatParameters parameters = new StatParameters(call);
        Set<Long> lines = parameters.ids("configId");
        Set<Long> users = parameters.ids("userId");
        String status = parameters.oneOf("status", Set.of("online", "offline", "pause"));
        Boolean free = parameters.flag("hasFreeSlots").orElse(null);
        if (status != null || free != null) {
            parameters.checkOffset();
        }
        List<Map<String, Object>> operators = new ArrayList<>();
        for (Line line : call.portal().state().lines()) {
            if (lines.isEmpty() || lines.contains(line.id())) {
                line.operators().stream()
                        .filter(user -> users.isEmpty() || users.contains(user))
                        .map(user -> operator(user, line, call))
                        .filter(row -> status == null || status.equals(row.get("status")))
                        .filter(row -> free == null || free == hasFreeSlots(row))
                        .forEach(operators::add);
            }
        }
        return parameters.page("operators", operators);
    }

    private static boolean hasFreeSlots(Map<String, Object> row) {
        return row.get("freeSlots") == null || (Long) row.get("freeSlots") > 0;
    }

    /** Without MAX_CHAT there is no number of free slots. */
    private static Map<String, Object> operator(long userId, Line line, Call call) {
        PortalState state = call.portal().state();
        long active = state.sessions().stream()
                .filter(session -> !session.isClosed())
                .filter(session -> session.operatorId() == userId && session.lineId() == line.id())
                .count();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("userId", userId);
        row.put("configId", line.id());
        row.put("status", status(userId, state));
        row.put("activeSessions", active);
        row.put("maxChat", line.maxChat());
        row.put("freeSlots", line.maxChat() == 0 ? null : Math.max(0, line.maxChat() - active));
        row.put(
                "lastActivityDate",
                lastMessage(userId, state)
                        .map(time -> PortalTime.iso(time, call.portal().zone()))
                        .orElse(null));
        return row;
    }

    private static String status(long userId, PortalState state) {
        if (state.isPaused(userId)) {
            return "pause";
        }
        return state.isOnline(userId) ? "online" : "offline";
    }

    private static Optional<Instant> lastMessage(long userId, PortalState state) {
        return state.chats().stream()
                .flatMap(chat -> chat.messages().stream())
                .filter(message -> message.authorId() == userId)
                .map(Message::time)
                .max(Comparator.naturalOrder());
    }
}
