// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.NetworkLines.NetworkLine;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a builder says of the people and bots of its portal and of those of other portals. */
final class PeopleDescription {

    private static final long FIRST_BOT = 501;

    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<String, Bot> bots = new LinkedHashMap<>();
    private final List<BiConsumer<PortalState, Known>> staff = new ArrayList<>();

    void user(User user) {
        if (user.id() <= 0) {
            throw new IllegalArgumentException("A user's id is greater than 0, not " + user.id());
        }
        Known.refuseDuplicate("user", user.id(), users.keySet());
        users.put(user.id(), user);
    }

    long freeBotId() {
        long id = FIRST_BOT;
        while (users.containsKey(id)) {
            id++;
        }
        return id;
    }

    void bot(String code, String name, long id, String token) {
        if (token.isEmpty() || token.length() > 40) {
            throw new IllegalArgumentException("A bot's token has 1 to 40 characters, not " + token.length());
        }
        Known.refuseDuplicate("bot", code, bots.keySet());
        user(new User(id, name, UserKind.BOT, false));
        bots.put(code, new Bot(id, code, name, token));
    }

    void botLimit(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("A limit of bots is 0 or more, not " + most);
        }
        staff.add((state, known) -> state.botLimit(most));
    }

    void department(long id, String name, long... userIds) {
        Set<Long> members = LongStream.of(userIds).boxed().collect(Collectors.toUnmodifiableSet());
        staff.add((state, known) -> {
            members.forEach(known::user);
            state.departments().put(id, name, members);
        });
    }

    void position(long userId, String position) {
        staff.add((state, known) ->
                state.departments().position(known.user(userId).id(), position));
    }

    void networkLine(String code, String name, boolean active) {
        if (code.length() != 32) {
            throw new IllegalArgumentException("The code of a network line has 32 characters, not " + code.length());
        }
        staff.add((state, known) -> state.networkLines().put(new NetworkLine(code, name, active)));
    }

    void settleIn(PortalState state, Known known) {
        users.values().forEach(state::add);
        bots.values().forEach(state::add);
        staff.forEach(entry -> entry.accept(state, known));
    }
}
