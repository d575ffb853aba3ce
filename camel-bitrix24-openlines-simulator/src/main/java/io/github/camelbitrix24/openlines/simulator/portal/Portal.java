// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalListener;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A portal at work: its state, its behaviour and the one lock that guards both. */
public final class Portal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final PortalState state;
    private final boolean decimalTime;
    private final Desk desk;
    private final Agents agents;
    private final AccessCheck access;
    private final OperatorActions operators;
    private final Transfers transfers;
    private final BotEvents botEvents;
    private final BotEventData eventData;
    private final BotDesk bots;
    private final ClientMessages clients;
    private final OperatorMessages operatorMessages;
    private final Dialogs dialogs;
    private final SessionActions sessions;
    private final CrmActions crm;
    private final Lines lines;
    private final BotRegistry registry;
    private final NetworkDesk network;
    private final MessageEdits edits;
    private final ConnectorDesk connectors;

    public Portal(PortalState state, Clock clock) {
        this.state = state;
        this.clock = clock;
        decimalTime = state.is(PortalSwitch.DECIMAL_TIME);
        Moment moment = new Moment(clock.instant());
        desk = new Desk(state, moment);
        access = new AccessCheck(state);
        dialogs = new Dialogs(desk);
        Conversation conversation = new Conversation(desk);
        Members members = new Members(desk);
        QueueDistribution queue = new QueueDistribution(desk);
        SessionLifecycle lifecycle = new SessionLifecycle(desk, conversation);
        operators = new OperatorActions(desk, access, conversation, members, queue, lifecycle);
        transfers = new Transfers(desk, access, conversation, members, queue, lifecycle);
        botEvents = new BotEvents(desk);
        eventData = new BotEventData(state, clock.getZone(), botEvents);
        BotNews news = new BotNews(desk, botEvents, eventData);
        bots = new BotDesk(desk, conversation, members, queue, operators, news);
        clients = new ClientMessages(desk, conversation, lifecycle, queue, bots);
        operatorMessages = new OperatorMessages(desk, conversation, lifecycle);
        sessions = new SessionActions(desk, access, conversation, lifecycle, operators, operatorMessages);
        crm = new CrmActions(desk, access, conversation, operatorMessages);
        registry = new BotRegistry(desk, bots, news);
        edits = new MessageEdits(desk, news);
        connectors = new ConnectorDesk(desk, clients, edits);
        lines = new Lines(desk);
        network = new NetworkDesk(desk);
        agents = new Agents(desk, moment, queue, lifecycle);
    }

    /** Runs the work under the lock, after everything that was due until now; then tells the listeners. */
    public <T> T inside(Supplier<T> work) {
        lock.lock();
        try {
            agents.workUntil(clock.instant());
            return work.get();
        } finally {
            try {
                desk.tellTouched();
                if (lock.getHoldCount() == 1) {
                    desk.actFor(Cause.NOBODY);
                    desk.events().endHit();
                }
            } finally {
                lock.unlock();
            }
            if (!lock.isHeldByCurrentThread()) {
                desk.outbox().dispatch(clock.instant());
                desk.notices().deliver();
            }
        }
    }

    public void run(Runnable work) {
        inside(() -> {
            work.run();
            return null;
        });
    }

    /** Lets the timers act that are due. */
    public void settle() {
        inside(() -> null);
    }

    public void listen(PortalListener listener) {
        desk.notices().listen(listener);
    }

    public void unlisten(PortalListener listener) {
        desk.notices().unlisten(listener);
    }

    public Instant now() {
        return clock.instant();
    }

    /** {@link PortalSwitch#DECIMAL_TIME}, which does not change while the portal runs. */
    public boolean tellsDecimalTime() {
        return decimalTime;
    }

    public ZoneId zone() {
        return clock.getZone();
    }

    public PortalState state() {
        return guarded(state);
    }

    public Notices notices() {
        return guarded(desk.notices());
    }

    public AccessCheck access() {
        return guarded(access);
    }

    public OperatorActions operators() {
        return guarded(operators);
    }

    public Transfers transfers() {
        return guarded(transfers);
    }

    public BotDesk bots() {
        return guarded(bots);
    }

    public BotEvents botEvents() {
        return guarded(botEvents);
    }

    public BotEventData botEventData() {
        return guarded(eventData);
    }

    public MessageEdits edits() {
        return guarded(edits);
    }

    public ConnectorDesk connectors() {
        return guarded(connectors);
    }

    public Events events() {
        return guarded(desk.events());
    }

    public Outbox outbox() {
        return desk.outbox();
    }

    /** What happens until the present work is over, happens because of this user. */
    public void actFor(long userId) {
        guarded(desk).actFor(Cause.of(userId));
    }

    /** What happens until the present work is over, happens because of a call of this application. */
    public void actFor(long userId, AppRef app, String authConnector, int generation) {
        guarded(desk).actFor(new Cause(userId, app.clientId(), authConnector, generation));
    }

    /** Where the tokens of events come from; said before anything happens. */
    public void issueTokensWith(TokenIssuer issuer) {
        run(() -> desk.issueTokensWith(issuer));
    }

    public ClientMessages clients() {
        return guarded(clients);
    }

    public OperatorMessages operatorMessages() {
        return guarded(operatorMessages);
    }

    public SessionActions sessions() {
        return guarded(sessions);
    }

    public BotRegistry registry() {
        return guarded(registry);
    }

    public Lines lines() {
        return guarded(lines);
    }

    public NetworkDesk network() {
        return guarded(network);
    }

    /** The portal is reachable from now on. */
    public void openAt(PortalAddress where) {
        desk.openAt(where);
    }

    public PortalAddress address() {
        return desk.address();
    }

    public CrmActions crm() {
        return guarded(crm);
    }

    public Dialogs dialogs() {
        return guarded(dialogs);
    }

    private <T> T guarded(T part) {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("The portal's state is used outside of its lock");
        }
        return part;
    }
}
