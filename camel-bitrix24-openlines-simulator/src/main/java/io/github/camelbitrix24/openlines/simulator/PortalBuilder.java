// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.NetworkLines.NetworkLine;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Describes a portal before it starts: its people, lines and bots. */
public final class PortalBuilder {

    private static final long FIRST_BOT = 501;

    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<Long, LineBuilder> lines = new LinkedHashMap<>();
    private final Map<String, Bot> bots = new LinkedHashMap<>();
    private int port;
    private int remembered = 100_000;
    private Clock clock = Clock.systemDefaultZone();
    private ErrorStatuses statuses = ErrorStatuses.OBSERVED;
    private final Set<PortalSwitch> switches = EnumSet.noneOf(PortalSwitch.class);
    private final List<BiConsumer<PortalState, Known>> staff = new ArrayList<>();

    PortalBuilder() {}

    /** 0, the default, takes a free port. */
    public PortalBuilder port(int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + value);
        }
        port = value;
        return this;
    }

    /** The portal's time and zone; a {@link TurnedClock} lets a test turn them. */
    public PortalBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value);
        return this;
    }

    public PortalBuilder statuses(ErrorStatuses value) {
        statuses = Objects.requireNonNull(value);
        return this;
    }

    /** How many requests and executions are kept for {@code requests()} and {@code executions()}; 100,000 by default. */
    public PortalBuilder remember(int latest) {
        if (latest < 1) {
            throw new IllegalArgumentException("A portal remembers at least 1 request, not " + latest);
        }
        remembered = latest;
        return this;
    }

    public PortalBuilder operator(long id, String name) {
        return user(new User(id, name, UserKind.EMPLOYEE, false));
    }

    /** An employee with rights on every line. */
    public PortalBuilder admin(long id, String name) {
        return user(new User(id, name, UserKind.EMPLOYEE, true));
    }

    /** A user of any kind; one of kind {@link UserKind#BOT} belongs to an application that nobody here can be. */
    public PortalBuilder user(long id, String name, UserKind kind) {
        return user(new User(id, name, kind, false));
    }

    private PortalBuilder user(User user) {
        if (user.id() <= 0) {
            throw new IllegalArgumentException("A user's id is greater than 0, not " + user.id());
        }
        refuseDuplicate("user", user.id(), users.keySet());
        users.put(user.id(), user);
        return this;
    }

    public PortalBuilder line(long id, String name) {
        return line(id, name, line -> {});
    }

    public PortalBuilder line(long id, String name, Consumer<LineBuilder> settings) {
        if (id <= 0) {
            throw new IllegalArgumentException("A line's id is greater than 0, not " + id);
        }
        refuseDuplicate("line", id, lines.keySet());
        LineBuilder line = new LineBuilder(id, name);
        settings.accept(line);
        lines.put(id, line);
        return this;
    }

    /** A bot with an id and a token made here. */
    public PortalBuilder bot(String code, String name) {
        long id = FIRST_BOT;
        while (users.containsKey(id)) {
            id++;
        }
        return bot(code, name, id);
    }

    /** A bot with a token made here. */
    public PortalBuilder bot(String code, String name, long id) {
        return bot(code, name, id, UUID.randomUUID().toString().replace("-", ""));
    }

    /** The token is what the bot was registered with: 1 to 40 characters (§11.1). */
    public PortalBuilder bot(String code, String name, long id, String token) {
        if (token.isEmpty() || token.length() > 40) {
            throw new IllegalArgumentException("A bot's token has 1 to 40 characters, not " + token.length());
        }
        refuseDuplicate("bot", code, bots.keySet());
        user(new User(id, name, UserKind.BOT, false));
        bots.put(code, new Bot(id, code, name, token));
        return this;
    }

    /** Starts the portal; it answers when this returns. */
    public PortalSimulator start() {
        PortalState state = new PortalState();
        users.values().forEach(state::add);
        bots.values().forEach(state::add);
        Known known = new Known(state);
        switches.forEach(state::switchOn);
        staff.forEach(entry -> entry.accept(state, known));
        for (LineBuilder line : lines.values()) {
            line.operators().forEach(known::user);
            state.put(line.build(
                    line.welcomeBot() == null ? 0 : known.bot(line.welcomeBot()).id()));
        }
        return new PortalSimulator(state, clock, statuses, port, remembered);
    }

    /** Lets the portal act as another source has it where the sources disagree. */
    public PortalBuilder switchOn(PortalSwitch... behaviours) {
        switches.addAll(List.of(behaviours));
        return this;
    }

    /** A department and who works in it; users of no department work in department 1, the company (§7.8). */
    public PortalBuilder department(long id, String name, long... userIds) {
        Set<Long> members = LongStream.of(userIds).boxed().collect(Collectors.toUnmodifiableSet());
        staff.add((state, known) -> {
            members.forEach(known::user);
            state.departments().put(id, name, members);
        });
        return this;
    }

    /** What a user is at work ({@code WORK_POSITION}). */
    public PortalBuilder position(long userId, String position) {
        staff.add((state, known) ->
                state.departments().position(known.user(userId).id(), position));
        return this;
    }

    /** An open line of another portal, which this one can join by its code of 32 characters (§7.6). */
    public PortalBuilder networkLine(String code, String name, boolean active) {
        if (code.length() != 32) {
            throw new IllegalArgumentException("The code of a network line has 32 characters, not " + code.length());
        }
        staff.add((state, known) -> state.networkLines().put(new NetworkLine(code, name, active)));
        return this;
    }

    private static void refuseDuplicate(String kind, Object name, Collection<?> taken) {
        if (taken.contains(name)) {
            throw new IllegalArgumentException("There is a " + kind + " " + name + " already; known: " + taken);
        }
    }
}
