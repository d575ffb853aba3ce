// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.http.Listening;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.NetworkLines.NetworkLine;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.rest.OperatingTime;
import io.github.camelbitrix24.openlines.simulator.rest.Scopes;
import io.github.camelbitrix24.openlines.simulator.rest.Strictness;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
    private final Map<String, FixedWebhook> webhooks = new LinkedHashMap<>();
    private final Map<String, FixedApp> apps = new LinkedHashMap<>();
    private String memberId = UUID.randomUUID().toString().replace("-", "");
    private boolean tokenErrorsOn200;
    private boolean strict;
    private String host = "127.0.0.1";
    private boolean exposed;
    private boolean https;
    private PortalSimulator neighbour;
    private int port;
    private int requestsPerSecond;
    private int burst;
    private Duration phase = Duration.ZERO;
    private Duration operatingLimit;
    private int remembered = 100_000;
    private Clock clock = Clock.systemDefaultZone();
    private ErrorStatuses statuses = ErrorStatuses.OBSERVED;
    private final Set<PortalSwitch> switches = EnumSet.noneOf(PortalSwitch.class);
    private final List<BiConsumer<PortalState, Known>> staff = new ArrayList<>();

    PortalBuilder() {}

    private record FixedWebhook(long userId, String code, Set<String> scopes) {}

    private record FixedApp(String secret, Set<String> scopes) {}

    /** 0, the default, takes a free port. */
    public PortalBuilder port(int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + value);
        }
        port = value;
        return this;
    }

    /** A name or address of the loopback interface; {@code 127.0.0.1} by default. */
    public PortalBuilder host(String value) {
        host = Objects.requireNonNull(value);
        return this;
    }

    /** Lets {@link #host} be an address that other machines reach: everybody there may do anything to this portal. */
    public PortalBuilder exposed() {
        exposed = true;
        return this;
    }

    /** HTTPS with a certificate of its own; {@link PortalSimulator#sslContext} and its neighbours trust it. */
    public PortalBuilder https() {
        https = true;
        return this;
    }

    /**
     * Runs on the threads of another portal, with an address, people and secrets of its own; so thousands fit into one process. The
     * threads end when all who share them are closed.
     */
    public PortalBuilder beside(PortalSimulator other) {
        neighbour = Objects.requireNonNull(other);
        return this;
    }

    /**
     * Enforces the request rate (§3.1); off by default. Cloud portals have 2 and 50, or 5 and 250 on the enterprise plan.
     *
     * @param perSecond how many requests leave the bucket every second, at least 1
     * @param size how many the bucket holds, at least 1; one more is answered 503 {@code QUERY_LIMIT_EXCEEDED}
     */
    public PortalBuilder rateLimit(int perSecond, int size) {
        return rateLimit(perSecond, size, Duration.ZERO);
    }

    /** As {@link #rateLimit(int, int)}, with the bucket this far into a second when the portal starts: 0 to below 1 s. */
    public PortalBuilder rateLimit(int perSecond, int size, Duration intoSecond) {
        if (perSecond < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "A rate limit has at least 1 request a second and a burst of 1, not " + perSecond + " and " + size);
        }
        if (intoSecond.isNegative() || intoSecond.getSeconds() > 0) {
            throw new IllegalArgumentException("A phase is 0 to below 1 s, not " + intoSecond);
        }
        requestsPerSecond = perSecond;
        burst = size;
        phase = intoSecond;
        return this;
    }

    /**
     * Limits what each method uses up in ten minutes (§3.2); off by default. Methods take no time unless
     * {@link PortalSimulator#takes} says so.
     *
     * @param seconds above which a method is answered 429 {@code OPERATION_TIME_LIMIT}; cloud portals have 480
     */
    public PortalBuilder operatingLimit(long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("An operating limit is 0 seconds or more, not " + seconds);
        }
        operatingLimit = Duration.ofSeconds(seconds);
        return this;
    }

    /** A webhook whose code is known beforehand, with all scopes if none are given. */
    public PortalBuilder webhook(long userId, String code, String... scopes) {
        if (!code.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("A webhook's code has letters, digits, - and _, not '" + code + "'");
        }
        refuseDuplicate("webhook", code, webhooks.keySet());
        webhooks.put(code, new FixedWebhook(userId, code, granted(scopes)));
        return this;
    }

    /** An OAuth application that is installed on the portal, with all scopes if none are given (§5). */
    public PortalBuilder app(String clientId, String secret, String... scopes) {
        if (clientId.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("An application has a client id and a secret, not empty texts");
        }
        refuseDuplicate("application", clientId, apps.keySet());
        apps.put(clientId, new FixedApp(secret, granted(scopes)));
        return this;
    }

    /** What identifies the portal for good, wherever it moves: 32 hexadecimal digits; made here by default. */
    public PortalBuilder memberId(String value) {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(
                    "A member id has 32 hexadecimal digits in lower case, not '" + value + "'");
        }
        memberId = value;
        return this;
    }

    /** The token endpoint answers its errors with HTTP 200 (§5.2). */
    public PortalBuilder tokenErrorsOn200() {
        tokenErrorsOn200 = true;
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

    /** Records unknown methods and parameters; {@link PortalSimulator#verify} and the JUnit extension fail with them. */
    public PortalBuilder strict() {
        strict = true;
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

    /** Starts the portal; it answers when this returns. A builder may start several. */
    public PortalSimulator start() {
        PortalState state = state();
        PortalSettings settings = settings(Listening.at(host, port, exposed, https));
        PortalServer server = neighbour == null
                ? new PortalServer(settings.listening())
                : neighbour.serverBeside(settings.listening());
        return furnished(new PortalSimulator(state, settings, server, new Webhooks()));
    }

    /** Starts the portal anew at the address of one that was started with the same settings. */
    PortalSimulator startInPlaceOf(PortalSimulator former) {
        return furnished(former.replacedBy(state(), settings(former.listening())));
    }

    private PortalState state() {
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
        webhooks.values().forEach(webhook -> known.user(webhook.userId()));
        return state;
    }

    private PortalSimulator furnished(PortalSimulator portal) {
        webhooks.values().forEach(webhook -> portal.installWebhook(webhook.userId(), webhook.code(), webhook.scopes()));
        apps.forEach((clientId, app) -> portal.install(clientId, app.secret(), app.scopes()));
        return portal;
    }

    private static Set<String> granted(String... scopes) {
        return scopes.length == 0 ? new TreeSet<>(Scopes.all()) : Known.scopes(scopes);
    }

    private PortalSettings settings(Listening listening) {
        return new PortalSettings(
                clock,
                statuses,
                remembered,
                listening,
                new RateBucket(clock, requestsPerSecond, burst, phase),
                operatingLimit == null ? OperatingTime.unlimited() : OperatingTime.limitedTo(operatingLimit),
                strict ? Strictness.on() : Strictness.off(),
                memberId,
                tokenErrorsOn200);
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
