// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.console.Console;
import io.github.camelbitrix24.openlines.simulator.console.RateView;
import io.github.camelbitrix24.openlines.simulator.control.SimulatorApi;
import io.github.camelbitrix24.openlines.simulator.http.Listening;
import io.github.camelbitrix24.openlines.simulator.http.PortalCertificate;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.http.RestEntrance;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.PortalAddress;
import io.github.camelbitrix24.openlines.simulator.rest.Accesses;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.RestRules;
import io.github.camelbitrix24.openlines.simulator.rest.Scopes;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;

/**
 * A running portal with Open Channels, reachable over HTTP on 127.0.0.1 unless its builder says otherwise.
 *
 * <p>All methods may be called from any thread. Close the portal when done.
 */
public final class PortalSimulator implements AutoCloseable {

    private final Portal portal;
    private final Known known;
    private final Webhooks webhooks;
    private final OAuthDesk oauth;
    private final Faults faults = new Faults();
    private final RestGateway gateway;
    private final PortalServer server;
    private final RestEntrance entrance;
    private final PortalSettings settings;
    private final Clock clock;
    private final Runnable onTurn;

    PortalSimulator(PortalState state, PortalSettings settings, PortalServer server, Webhooks webhooks) {
        this.webhooks = webhooks;
        this.settings = settings;
        clock = settings.clock();
        portal = new Portal(state, clock);
        known = new Known(state);
        RestRules rules = new RestRules(
                settings.statuses(), settings.remembered(), faults, settings.operating(), settings.strictness());
        oauth = new OAuthDesk(portal, known, settings, rules);
        Accesses accesses = oauth.accesses(webhooks);
        portal.openAt(new PortalAddress(server.url(), settings.memberId()));
        portal.issueTokensWith(accesses.issuer());
        gateway = new RestGateway(portal, accesses, rules);
        this.server = server;
        entrance = server.lead(portal, gateway, oauth.endpoint(), faults, settings.rate(), settings.remembered());
        server.mount("/simulator/", new SimulatorApi(this));
        Console console = new Console(
                portal,
                faults,
                gateway.methodNames(),
                RateView.of(settings.rate()),
                settings.listening().host());
        server.show(console, console.watch());
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
        return StandardPortal.described();
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
        return webhooks.issue(url(), userId, Known.scopes(scopes));
    }

    void installWebhook(long userId, String code, Set<String> scopes) {
        webhooks.install(new Webhook(url(), userId, code, scopes));
    }

    void install(String clientId, String secret, Set<String> scopes) {
        oauth.install(clientId, secret, scopes);
    }

    /** What identifies the portal for good (§1.1). */
    public String memberId() {
        return settings.memberId();
    }

    /** The user lets the application act in the user's name: a new pair of tokens on each call (§5.2). */
    public TokenPair authorize(String clientId, long userId) {
        return oauth.authorize(clientId, userId, url());
    }

    /** The same as a code that {@code /oauth/token/} exchanges for tokens, once and within 30 s (§5.1). */
    public String authorizationCode(String clientId, long userId) {
        return oauth.code(clientId, userId);
    }

    /** Nothing that the application holds for the user is recognised any more: {@code invalid_token}, {@code invalid_grant}. */
    public void revoke(String clientId, long userId) {
        oauth.revoke(clientId, userId);
    }

    /** From now on {@code /oauth/authorize/} sends browsers to the application with a code: this user consents (§5.1). */
    public PortalSimulator consent(String clientId, String applicationUrl, long userId) {
        oauth.consent(clientId, applicationUrl, userId);
        return this;
    }

    /** Takes the application away from the portal: {@code APPLICATION_NOT_FOUND}, {@code wrong_client}, {@code ONAPPUNINSTALL}. */
    public void uninstall(String clientId) {
        oauth.uninstall(clientId);
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

    /** The portal's clock, to be turned if it is a {@link TurnedClock}. */
    public Clock clock() {
        return clock;
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
        String wanted = restMethod.toLowerCase(Locale.ROOT);
        return executions().stream()
                .filter(execution ->
                        execution.restMethod().toLowerCase(Locale.ROOT).equals(wanted))
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

    public Faults faults() {
        return faults;
    }

    /** The bucket of requests; without {@link PortalBuilder#rateLimit} it stays empty. */
    public RateBucket rate() {
        return settings.rate();
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
        portal.run(() -> settings.operating().takes(restMethod, duration));
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

    /** For a client that trusts this portal's certificate and no other. */
    public SSLContext sslContext() {
        return certificate().sslContext();
    }

    /** The portal's certificate as text. */
    public String certificatePem() {
        return certificate().pem();
    }

    /** A key store that holds this portal's certificate as trusted. */
    public KeyStore trustStore() {
        return certificate().trustStore();
    }

    /** Writes {@link #trustStore} as a PKCS #12 file and returns it. */
    public Path writeTrustStore(Path file, String password) {
        return TrustStoreFile.write(trustStore(), file, password);
    }

    private PortalCertificate certificate() {
        if (settings.listening().certificate() == null) {
            throw new IllegalStateException("The portal speaks plain HTTP: start it with PortalBuilder.https()");
        }
        return settings.listening().certificate();
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

    /** The application's installation is over: this address gets {@code ONAPPINSTALL} with the user's tokens (§8.10). */
    public void installed(String clientId, long userId, String url) {
        oauth.installed(clientId, userId, url);
    }

    AppRef appRef(String clientId) {
        return oauth.ref(clientId);
    }

    public PortalSimulator listener(PortalListener listener) {
        portal.listen(listener);
        return this;
    }

    /** Starts another portal at this one's address, for the same webhooks; this one hears nothing any more. */
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
        if (clock instanceof TurnedClock turned) {
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
