// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.http.Listening;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.rest.Strictness;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Describes a portal before it starts: its people, lines and bots. */
public final class PortalBuilder {

    private final PeopleDescription people = new PeopleDescription();
    private final Map<Long, LineBuilder> lines = new LinkedHashMap<>();
    private final FixedCredentials credentials = new FixedCredentials();
    private final PortalLimits.Description limits = new PortalLimits.Description();
    private final PortalDoor door = new PortalDoor();
    private String memberId = UUID.randomUUID().toString().replace("-", "");
    private boolean tokenErrorsOn200;
    private boolean strict;
    private int remembered = 100_000;
    private Clock clock = Clock.systemDefaultZone();
    private ErrorStatuses statuses = ErrorStatuses.OBSERVED;
    private final Set<PortalSwitch> switches = EnumSet.noneOf(PortalSwitch.class);

    PortalBuilder() {}

    /** 0, the default, takes a free port. */
    public PortalBuilder port(int value) {
        door.port(value);
        return this;
    }

    /** A name or address of the loopback interface; {@code 127.0.0.1} by default. */
    public PortalBuilder host(String value) {
        door.host(value);
        return this;
    }

    /** Lets {@link #host} be an address that other machines reach: everybody there may do anything to this portal. */
    public PortalBuilder exposed() {
        door.exposed();
        return this;
    }

    /** Answers {@code INVALID_REQUEST} to calls over plain HTTP, as a portal on the internet does (§1.1). */
    public PortalBuilder httpsOnly() {
        door.httpsOnly();
        return this;
    }

    /** HTTPS with a certificate of its own; {@link PortalSimulator#sslContext} and its neighbours trust it. */
    public PortalBuilder https() {
        door.https();
        return this;
    }

    /**
     * Runs on the threads of another portal, with an address, people and secrets of its own; so thousands fit into one process. The
     * threads end when all who share them are closed.
     */
    public PortalBuilder beside(PortalSimulator other) {
        door.beside(other);
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
        limits.rate(perSecond, size, intoSecond);
        return this;
    }

    /**
     * Limits what each method uses up in ten minutes (§3.2); off by default. Methods take no time unless
     * {@link PortalSimulator#takes} says so.
     *
     * @param seconds above which a method is answered 429 {@code OPERATION_TIME_LIMIT}; cloud portals have 480
     */
    public PortalBuilder operatingLimit(long seconds) {
        limits.operating(seconds);
        return this;
    }

    /**
     * How long a request may take before the front end answers 504 with a page of its own (§3.3); any time by default. What counts is
     * {@link PortalSimulator#takes}: of a batch, commands run until the time is over.
     *
     * @param longest cloud portals have 60 s
     */
    public PortalBuilder requestTimeLimit(Duration longest) {
        limits.requestTime(longest);
        return this;
    }

    /** A webhook whose code is known beforehand, with all scopes if none are given. */
    public PortalBuilder webhook(long userId, String code, String... scopes) {
        credentials.webhook(userId, code, scopes);
        return this;
    }

    /** An OAuth application that is installed on the portal, with all scopes if none are given (§5). */
    public PortalBuilder app(String clientId, String secret, String... scopes) {
        credentials.app(clientId, secret, true, scopes);
        return this;
    }

    /** As {@link #app}, but nothing is posted to it until {@link PortalSimulator#installed} (§8.1). */
    public PortalBuilder appBeingInstalled(String clientId, String secret, String... scopes) {
        credentials.app(clientId, secret, false, scopes);
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

    /** Which HTTP statuses system errors have, where documentation and server disagree. */
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

    /** An employee who may be in queues; the id is above 0 and nobody else's. */
    public PortalBuilder operator(long id, String name) {
        people.user(new User(id, name, UserKind.EMPLOYEE, false));
        return this;
    }

    /** An employee with rights on every line. */
    public PortalBuilder admin(long id, String name) {
        people.user(new User(id, name, UserKind.EMPLOYEE, true));
        return this;
    }

    /** A user of any kind; one of kind {@link UserKind#BOT} belongs to an application that nobody here can be. */
    public PortalBuilder user(long id, String name, UserKind kind) {
        people.user(new User(id, name, kind, false));
        return this;
    }

    /** A line with the settings of a new one (§7.5). */
    public PortalBuilder line(long id, String name) {
        return line(id, name, line -> {});
    }

    /** A line with settings. */
    public PortalBuilder line(long id, String name, Consumer<LineBuilder> settings) {
        if (id <= 0) {
            throw new IllegalArgumentException("A line's id is greater than 0, not " + id);
        }
        Known.refuseDuplicate("line", id, lines.keySet());
        LineBuilder line = new LineBuilder(id, name);
        settings.accept(line);
        lines.put(id, line);
        return this;
    }

    /** A bot with an id and a token made here. */
    public PortalBuilder bot(String code, String name) {
        return bot(code, name, people.freeBotId());
    }

    /** A bot with a token made here. */
    public PortalBuilder bot(String code, String name, long id) {
        return bot(code, name, id, UUID.randomUUID().toString().replace("-", ""));
    }

    /** The token is what the bot was registered with: 1 to 40 characters (§11.1). */
    public PortalBuilder bot(String code, String name, long id, String token) {
        people.bot(code, name, id, token);
        return this;
    }

    /** Starts the portal; it answers when this returns. A builder may start several. */
    public PortalSimulator start() {
        PortalState state = state();
        PortalSettings settings = settings(door.listening());
        PortalServer server = door.open(settings.listening());
        return furnished(new PortalSimulator(state, settings, server, new Webhooks()));
    }

    /**
     * Starts the portal anew at the address of one that was started with the same settings. Events, messages and sessions go on with
     * the former's numbers, so that a program which goes on as well takes none of them for one that it has seen.
     */
    PortalSimulator startInPlaceOf(PortalSimulator former) {
        PortalState state = state();
        former.continuedBy(state);
        return furnished(former.replacedBy(state, settings(former.listening())));
    }

    private PortalState state() {
        PortalState state = new PortalState();
        Known known = new Known(state);
        switches.forEach(state::switchOn);
        people.settleIn(state, known);
        for (LineBuilder line : lines.values()) {
            line.operators().forEach(known::user);
            state.put(line.build(
                    line.welcomeBot() == null ? 0 : known.bot(line.welcomeBot()).id()));
        }
        credentials.requireUsers(known);
        return state;
    }

    private PortalSimulator furnished(PortalSimulator portal) {
        credentials.installOn(portal);
        return portal;
    }

    private PortalSettings settings(Listening listening) {
        return new PortalSettings(
                clock,
                statuses,
                remembered,
                listening,
                limits.by(clock),
                strict ? Strictness.on() : Strictness.off(),
                memberId,
                tokenErrorsOn200,
                door.plainHttpRefused());
    }

    /** Lets the portal act as another source has it where the sources disagree. */
    public PortalBuilder switchOn(PortalSwitch... behaviours) {
        switches.addAll(List.of(behaviours));
        return this;
    }

    /** So many bots may be registered, those from the start among them; one more gets {@code BOT_LIMIT_EXCEEDED} (§11.1). */
    public PortalBuilder botLimit(int most) {
        people.botLimit(most);
        return this;
    }

    /** A department and who works in it; users of no department work in department 1, the company (§7.8). */
    public PortalBuilder department(long id, String name, long... userIds) {
        people.department(id, name, userIds);
        return this;
    }

    /** What a user is at work ({@code WORK_POSITION}). */
    public PortalBuilder position(long userId, String position) {
        people.position(userId, position);
        return this;
    }

    /** An open line of another portal, which this one can join by its code of 32 characters (§7.6). */
    public PortalBuilder networkLine(String code, String name, boolean active) {
        people.networkLine(code, name, active);
        return this;
    }
}
