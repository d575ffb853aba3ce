// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.control.SimulatorApi;
import io.github.camelbitrix24.openlines.simulator.http.Listening;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.http.RestEntrance;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A running portal with Open Channels, reachable over HTTP on 127.0.0.1 unless its builder says otherwise.
 *
 * <p>All methods may be called from any thread. Close the portal when done.
 */
public final class PortalSimulator extends PortalKeys implements AutoCloseable {

    private final Portal portal;
    private final Known known;
    private final Faults faults;
    private final RestGateway gateway;
    private final RestEntrance entrance;
    private final Circumstances circumstances;
    private final Runnable onTurn;

    PortalSimulator(PortalState state, PortalSettings settings, PortalServer server, Webhooks webhooks) {
        this(settings, server, webhooks, PortalParts.of(state, settings, server, webhooks));
    }

    private PortalSimulator(PortalSettings settings, PortalServer server, Webhooks webhooks, PortalParts parts) {
        super(settings, server, webhooks, parts);
        portal = parts.portal();
        known = parts.known();
        faults = parts.faults();
        gateway = parts.gateway();
        entrance = parts.entrance();
        circumstances = new Circumstances(portal, known);
        server.mount("/simulator/", new SimulatorApi(this));
        onTurn = portal::settle;
        if (settings.clock() instanceof TurnedClock turned) {
            turned.watch(onTurn);
        }
    }

    /** A portal without users, lines and bots. */
    public static PortalBuilder builder() {
        return new PortalBuilder();
    }

    /**
     * The fixtures of §10.2: administrator 1, operators 27 and 31, inactive user 40, extranet user 50, bot {@code support} with id 567;
     * line 15 asks all, 22 evenly 27 and 31, 23 strictly 27, 24 is inactive, 25 closes at once, and 26 is welcomed by the bot.
     */
    public static PortalBuilder standard() {
        return StandardPortal.described();
    }

    /** From now on {@code /oauth/authorize/} sends browsers to the application with a code: this user consents (§5.1). */
    public PortalSimulator consent(String clientId, String applicationUrl, long userId) {
        oauth.consent(clientId, applicationUrl, userId);
        return this;
    }

    /** A bot by its code, with the id and the token that a client needs. */
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

    /** An operator at work in the messenger. */
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
        circumstances.lineActive(lineId, active);
    }

    /**
     * Makes the chats of §10.2, one for each state of a dialog; for a portal that is as new.
     *
     * @throws IllegalArgumentException if the portal lacks what {@link #standard} has
     */
    public StandardChats standardChats() {
        return StandardChats.on(this);
    }

    /** The dialog as it stands now. */
    public DialogView dialog(long chatId) {
        return portal.inside(
                () -> portal.dialogs().view(known.dialog(chatId).id()).orElseThrow());
    }

    /** All dialogs, open and closed, in the order of their creation. */
    public List<DialogView> dialogs() {
        return portal.inside(() -> portal.dialogs().all());
    }

    /** In words where a dialog stands, for logs and reports: {@code on Billing, offered to Clara Vogt}. */
    public String describe(long chatId) {
        return portal.inside(() -> new Whereabouts(portal.state()).of(dialog(chatId)));
    }

    /** Makes a chat that belongs to no open line. */
    public long groupChat(String title, long... members) {
        return circumstances.groupChat(title, members);
    }

    /** The locks of chats, to hold one as another request would. */
    public PortalLocks locks() {
        return new PortalLocks(portal, known);
    }

    /** The dialog's open session belongs to another chat from now on: {@code IMOL_CHAT_ERROR_NOT_LOAD_DATA} (§6.4). */
    public void breakChat(long chatId) {
        circumstances.breakChat(chatId);
    }

    /** Closes the dialog without traffic to the client: status 75 (§6.1). */
    public void closeSilently(long chatId) {
        circumstances.closeSilently(chatId, SessionStatus.SILENTLY_CLOSED);
    }

    /** Closes the dialog as the duplicate of another one, which no event tells: status 69 (§6.1, §8.7). */
    public void closeAsDuplicate(long chatId) {
        circumstances.closeSilently(chatId, SessionStatus.DUPLICATE);
    }

    /** Installs the messenger module or takes it away: {@code IM_LOAD_ERROR} (§6.2). */
    public void messenger(boolean installed) {
        circumstances.messenger(installed);
    }

    /** What the vendor and the administrator decide: blocks, plans, payment, dismissals (§2). */
    public PortalAdministration administration() {
        return new PortalAdministration(portal, known, oauth, gateway.methodNames());
    }

    /**
     * Tells a bot of something in a chat that does not happen by itself here: a command, a reaction, a context (§11.2).
     *
     * @param type such as {@code ONIMBOTV2REACTIONCHANGE}
     * @param more fields of {@code data} beside {@code bot}, {@code chat}, {@code user} and {@code language}
     */
    public void tellBot(String botCode, String type, long chatId, Map<String, Object> more) {
        circumstances.tellBot(botCode, type, chatId, more);
    }

    /** The portal's clock, to be turned if it is a {@link TurnedClock}. */
    public Clock clock() {
        return settings.clock();
    }

    /** What arrived over HTTP, in order; the latest 100,000 unless the builder says otherwise. */
    public List<RequestSeen> requests() {
        return entrance.requests();
    }

    /** Which methods ran, alone or in a batch, in order; the latest 100,000 unless the builder says otherwise. */
    public List<Execution> executions() {
        return gateway.executions();
    }

    /** The executions of one method, its name in any case. */
    public List<Execution> executions(String restMethod) {
        return executions().stream()
                .filter(execution -> execution.restMethod().equalsIgnoreCase(restMethod))
                .toList();
    }

    /** How often what was asked for and ran, by method and chat; unlike the lists it forgets nothing. */
    public Counts counts() {
        return new Counts(gateway.tally(), entrance::counts, gateway.methodNames());
    }

    /** What callers sent that no method understands; empty unless the portal is strict. */
    public List<String> findings() {
        return settings.strictness().findings();
    }

    /**
     * Claims about what happened, which throw an AssertionError if they are wrong.
     *
     * @throws AssertionError if the portal is strict and there are findings
     */
    public Verification verify() {
        return new Verification(this, gateway.methodNames());
    }

    /** The script of what goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** The bucket of requests; without {@link PortalBuilder#rateLimit} it stays empty. */
    public RateBucket rate() {
        return settings.limits().rate();
    }

    /**
     * From now on the method is said to take this long, in {@code time} and in what it uses up (§3.2); nobody has to wait for it.
     * {@link Fault#slow} keeps a caller waiting.
     */
    public PortalSimulator takes(String restMethod, Duration duration) {
        if (!gateway.hasMethod(restMethod)) {
            throw Known.unknownMethod(restMethod, gateway.methodNames());
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A method cannot take " + duration);
        }
        portal.run(() -> settings.limits().operating().takes(restMethod, duration));
        return this;
    }

    /** The portal has got another address, such as that of a second simulator: REST requests are answered 302 (§1.10). */
    public void moveTo(String otherBaseUrl) {
        entrance.moveTo(BaseUrl.checked(otherBaseUrl));
    }

    /** Ends what {@link #moveTo} began. */
    public void moveBack() {
        entrance.moveTo(null);
    }

    /** The events that the bot has not acknowledged, oldest first. */
    public List<BotEventView> events(String botCode) {
        return portal.inside(() -> portal.botEvents().waiting(known.bot(botCode)));
    }

    /**
     * Waits until whoever reads the bot's queue has acknowledged all events: its routes are done with them.
     *
     * @throws IllegalStateException if events wait after this time
     */
    public void awaitRead(String botCode, Duration patience) {
        EventWait.until(
                () -> events(botCode).stream()
                        .map(event -> event.eventId() + " " + event.type())
                        .toList(),
                "these events of bot " + botCode + " wait",
                patience);
    }

    /** Outgoing webhooks: addresses that events are posted to. */
    public PortalHandlers handlers() {
        return new PortalHandlers(portal);
    }

    /** The events that were posted, or were to be, in order; the latest 100,000 unless the builder says otherwise. */
    public List<SentEvent> sentEvents() {
        return portal.outbox().sent();
    }

    /**
     * Waits until every posted event was answered, failed or got lost; one that is held back counts as waiting.
     *
     * @throws IllegalStateException if events wait after this time
     */
    public void awaitPosted(Duration patience) {
        EventWait.until(() -> portal.outbox().waiting(), "these posted events are not answered", patience);
    }

    /** Lets events get lost, late or out of order. */
    public Deliveries deliveries() {
        return new Deliveries(portal);
    }

    /** From now on this one is told what happens; several may be. */
    public PortalSimulator listener(PortalListener listener) {
        portal.listen(listener);
        return this;
    }

    /** Starts another portal at this one's address, for the same webhooks; this one hears nothing any more. */
    void continuedBy(PortalState fresh) {
        portal.inside(() -> {
            fresh.continueNumbersOf(portal.state());
            return fresh;
        });
    }

    PortalSimulator replacedBy(PortalState fresh, PortalSettings its) {
        unwatch();
        return new PortalSimulator(fresh, its, server, webhooks);
    }

    PortalServer serverBeside(Listening listening) {
        return new PortalServer(listening, server);
    }

    Listening listening() {
        return settings.listening();
    }

    private void unwatch() {
        if (settings.clock() instanceof TurnedClock turned) {
            turned.unwatch(onTurn);
        }
        portal.outbox().stop();
    }

    /** Ends the server and its threads; a second call does nothing. */
    @Override
    public void close() {
        unwatch();
        server.close();
    }
}
