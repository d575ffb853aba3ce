// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.PortalAddress;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.Scopes;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * A running portal with Open Channels, reachable over HTTP on 127.0.0.1.
 *
 * <p>All methods may be called from any thread. Close the portal when done.
 */
public final class PortalSimulator implements AutoCloseable {

    private final Portal portal;
    private final Known known;
    private final Webhooks webhooks = new Webhooks();
    private final Faults faults = new Faults();
    private final RestGateway gateway;
    private final PortalServer server;
    private final Clock clock;
    private final Runnable onTurn;

    PortalSimulator(PortalState state, Clock clock, ErrorStatuses statuses, int port, int remembered) {
        this.clock = clock;
        portal = new Portal(state, clock);
        known = new Known(state);
        gateway = new RestGateway(portal, webhooks, statuses, remembered);
        server = new PortalServer(portal, gateway, faults, port, remembered);
        portal.openAt(
                new PortalAddress(server.url(), UUID.randomUUID().toString().replace("-", "")));
        onTurn = portal::settle;
        if (clock instanceof TurnedClock turned) {
            turned.watch(onTurn);
        }
    }

    public static PortalBuilder builder() {
        return new PortalBuilder();
    }

    /**
     * The fixtures of §10.2: administrator 1, operators 27 and 31, inactive user 40, extranet user 50, bot {@code support} with id 567;
     * line 15 asks all, 22 evenly 27 and 31, 23 strictly 27, 24 is inactive, 25 closes at once, and 26 is welcomed by the bot.
     */
    public static PortalBuilder standard() {
        return builder()
                .admin(1, "Ada Admin")
                .operator(27, "Anna Weber")
                .operator(31, "Boris Klein")
                .user(40, "Carl Gone", UserKind.INACTIVE)
                .user(50, "Dora Outside", UserKind.EXTRANET)
                .bot("support", "Support Bot", 567)
                .line(15, "Sales", line -> line.operators(27, 31))
                .line(22, "Support", line -> line.queueType(QueueType.EVENLY).operators(27, 31))
                .line(23, "Invoices", line -> line.queueType(QueueType.STRICTLY).operators(27))
                .line(
                        24,
                        "Old shop",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .active(false))
                .line(
                        25,
                        "Quick close",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false))
                .line(
                        26,
                        "Bot desk",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .welcomeBot("support")
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false));
    }

    /** Such as {@code http://127.0.0.1:8080}, without a slash at its end. */
    public String url() {
        return server.url();
    }

    /** The user's webhook with all scopes; the same one on every call. */
    public Webhook webhook(long userId) {
        return webhook(userId, Scopes.all().toArray(String[]::new));
    }

    /** The user's webhook with these scopes; the same one for the same scopes. */
    public Webhook webhook(long userId, String... scopes) {
        portal.run(() -> known.user(userId));
        for (String scope : scopes) {
            if (!Scopes.all().contains(scope)) {
                throw Known.unknown("scope", scope, Scopes.all(), name -> name);
            }
        }
        return webhooks.issue(url(), userId, new TreeSet<>(List.of(scopes)));
    }

    public Bot bot(String code) {
        return portal.inside(() -> known.bot(code));
    }

    /** The leads, deals, companies and contacts that dialogs can belong to. */
    public PortalCrm crm() {
        return new PortalCrm(portal, known);
    }

    /** A client, new or known; the name and a line together make the chat. */
    public ClientActor client(String name) {
        return new ClientActor(portal, known, name);
    }

    public OperatorActor operator(long userId) {
        portal.run(() -> {
            if (!known.user(userId).isEmployee()) {
                throw new IllegalArgumentException(
                        "User " + userId + " is " + known.user(userId).kind() + ", not an operator");
            }
        });
        return new OperatorActor(portal, known, userId);
    }

    /** Switches a line on or off while the portal runs. */
    public void lineActive(long lineId, boolean active) {
        portal.run(() -> portal.state().put(known.line(lineId).withActive(active)));
    }

    public DialogView dialog(long chatId) {
        return portal.inside(
                () -> portal.dialogs().view(known.dialog(chatId).id()).orElseThrow());
    }

    /** All dialogs, open and closed, in the order of their creation. */
    public List<DialogView> dialogs() {
        return portal.inside(() -> portal.dialogs().all());
    }

    /** Makes a chat that belongs to no open line. */
    public long groupChat(String title, long... members) {
        return portal.inside(() -> {
            List<Long> ids = LongStream.of(members)
                    .map(id -> known.user(id).id())
                    .boxed()
                    .toList();
            Chat chat = Chat.ofGroup(portal.state().newChatId(), title, portal.now(), ids);
            portal.state().addGroup(chat);
            return chat.id();
        });
    }

    public PortalLocks locks() {
        return new PortalLocks(portal, known);
    }

    /** The dialog's open session belongs to another chat from now on: {@code IMOL_CHAT_ERROR_NOT_LOAD_DATA} (§6.4). */
    public void breakChat(long chatId) {
        portal.run(() -> {
            Session session = known.dialog(chatId).openSession();
            if (session == null) {
                throw new IllegalArgumentException("Chat " + chatId + " has no open session to break");
            }
            session.misfile();
        });
    }

    /** Installs the messenger module or takes it away: {@code IM_LOAD_ERROR} (§6.2). */
    public void messenger(boolean installed) {
        portal.run(() -> portal.state().messengerInstalled(installed));
    }

    /** What arrived over HTTP, in order; the latest 100,000 unless the builder says otherwise. */
    public List<RequestSeen> requests() {
        return server.requests();
    }

    /** Which methods ran, alone or in a batch, in order; the latest 100,000 unless the builder says otherwise. */
    public List<Execution> executions() {
        return gateway.executions();
    }

    /** The executions of one method, its name in any case. */
    public List<Execution> executions(String restMethod) {
        String wanted = restMethod.toLowerCase(Locale.ROOT);
        return executions().stream()
                .filter(execution ->
                        execution.restMethod().toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
    }

    public Faults faults() {
        return faults;
    }

    /** The events that the bot has not acknowledged, oldest first. */
    public List<BotEventView> events(String botCode) {
        return portal.inside(() -> portal.botEvents().waiting(known.bot(botCode)));
    }

    /** Outgoing webhooks: addresses that events are posted to. */
    public PortalHandlers handlers() {
        return new PortalHandlers(portal);
    }

    /** The events that were posted, or were to be, in order; the latest 100,000 unless the builder says otherwise. */
    public List<SentEvent> sentEvents() {
        return portal.outbox().sent();
    }

    /** Lets events get lost, late or out of order. */
    public Deliveries deliveries() {
        return new Deliveries(portal);
    }

    /** The application is installed at this address, which is told of it (§8.10). */
    void appInstalled(AppRef app, long userId, String url) {
        portal.run(() -> portal.events().installed(app, userId, url, 1));
    }

    void appUninstalled(AppRef app) {
        portal.run(() -> portal.events().uninstalled(app, true));
    }

    /** A token with which an application calls in a user's name, as events carry it. */
    String tokenOf(AppRef app, long userId) {
        return portal.inside(
                () -> portal.tokens().issue(app, userId, portal.now()).accessToken());
    }

    public PortalSimulator listener(PortalListener listener) {
        portal.listen(listener);
        return this;
    }

    /** Ends the server and its threads; a second call does nothing. */
    @Override
    public void close() {
        if (clock instanceof TurnedClock turned) {
            turned.unwatch(onTurn);
        }
        portal.outbox().stop();
        server.close();
    }
}
