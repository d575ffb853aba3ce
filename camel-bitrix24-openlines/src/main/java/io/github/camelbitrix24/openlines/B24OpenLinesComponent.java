// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.ApplicationTokens;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.events.PushBodies;
import io.github.camelbitrix24.openlines.health.PortalView;
import io.github.camelbitrix24.openlines.health.ProducerHealth;
import io.github.camelbitrix24.openlines.health.WatchedCaller;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.commons.lang3.StringUtils;

/** Works customer chats of Bitrix24 Open Channels: receives chat events, and acts as an operator. */
@Component(B24OpenLinesConstants.SCHEME)
public class B24OpenLinesComponent extends HealthCheckComponent implements SSLContextParametersAware {
    /** Optional: only with it there is anything that could ask for webhook:b24openlines:events. */
    private static final String WEBHOOK = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    @Metadata(description = "Options that all endpoints start from.")
    private B24OpenLinesConfiguration configuration = new B24OpenLinesConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the TLS settings of the Camel context.")
    private boolean useGlobalSslContextParameters;

    private final TokenStore tokens = new MemoryTokenStore();

    @Metadata(label = "advanced", description = "Told of installations that source=push receives, before the route is.")
    private InstallationHook installationHook;

    @Metadata(
            label = "advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description = "With portal=event: milliseconds for which a portal is kept in memory to which no call goes.")
    private long idlePortalTimeout = 600_000;

    private final EventConsumers consumers = new EventConsumers();
    private Portals portals;
    private volatile Observer observer;
    private ProducerHealth health;
    private final Lock starting = new ReentrantLock();
    private volatile boolean stopped;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String name = StringUtils.isBlank(remaining)
                ? getAndRemoveParameter(parameters, "operation", String.class)
                : remaining;
        Operation operation = OperationNames.resolve(name);
        refuseChecks(operation, parameters);
        OwnOptions.refuseNested(parameters);
        OwnOptions.warnOfExpressions(operation, parameters);
        use(configuration.getBot());
        boolean ownPortal = parameters.containsKey("portalUrl");
        B24OpenLinesEndpoint endpoint = endpoint(uri, operation);
        endpoint.setCamelContext(getCamelContext());
        OptionValues.check(getCamelContext(), getEndpointPropertyConfigurer(), parameters);
        setProperties(endpoint, parameters);
        use(endpoint.getConfiguration().getBot());
        if (ownPortal) {
            refuseWebhook(endpoint.getConfiguration().getPortalUrl());
        }
        OwnOptions.refuseForeignSecrets(configuration, endpoint.getConfiguration());
        endpoint.checkOptions();
        return endpoint;
    }

    private B24OpenLinesEndpoint endpoint(String uri, Operation operation) {
        return !operation.producer() && getCamelContext().getClassResolver().resolveClass(WEBHOOK) != null
                ? B24OpenLinesWebhookEndpoint.create(uri, this, operation, configuration.copy())
                : new B24OpenLinesEndpoint(uri, this, operation, configuration.copy());
    }

    /** From its first use on nothing changes a bot. */
    private static void use(Bot bot) {
        if (bot != null) {
            bot.id();
        }
    }

    /** On the component they are for all actions that can be verified; on an endpoint that cannot they are a mistake. */
    private static void refuseChecks(Operation operation, Map<String, Object> parameters) {
        List<String> asked = Stream.of("verify", "explain", "failOnNoEffect")
                .filter(option -> Boolean.parseBoolean(String.valueOf(parameters.get(option))))
                .toList();
        if (!asked.isEmpty() && !operation.verifiable()) {
            throw new B24InvalidRequestException(operation
                    + " is no action on a dialog that the dialog would show: remove " + String.join(" and ", asked));
        }
    }

    /** Camel shows the URI of an endpoint that it cannot make, so the option is masked before the refusal. */
    private void refuseWebhook(String portalUrl) {
        try {
            PortalAddress.parse(portalUrl);
        } catch (IllegalArgumentException e) {
            OptionValues.mask(getCamelContext(), "portalUrl");
            throw new B24InvalidRequestException(e.getMessage());
        }
    }

    /**
     * A client for one producer or consumer; made without any call to the portal.
     *
     * @throws B24InvalidRequestException naming the option that is missing or wrong
     * @throws B24UnavailableException if the component has stopped
     */
    PortalClient client(B24OpenLinesConfiguration options) {
        PortalSettings checked = settings(options);
        if (checked.identity() == null || checked.place().address() == null) {
            throw new B24InvalidRequestException(
                    "a consumer polls one portal in one name: set portalUrl, and authToken or"
                            + " the tokens of an OAuth application; portal=event and actAs are for producers");
        }
        startPortals("events");
        return portals.acting(checked, "events").client();
    }

    /**
     * What one producer acts on; made without any call to the portal.
     *
     * @param restMethod for texts; may be null
     * @throws B24InvalidRequestException naming the option that is missing or wrong
     * @throws B24UnavailableException if the component has stopped
     */
    ActingPortal actingPortal(B24OpenLinesConfiguration options, String restMethod) {
        PortalSettings checked = settings(options);
        String method = StringUtils.defaultString(restMethod, "call");
        startPortals(method);
        CredentialSource source = options.getCredentialSource();
        boolean configured = checked.place().address() != null && checked.identity() != null;
        Acting acting = configured ? portals.acting(checked, method) : null;
        if (configured && source == null && options.getActAs() == null) {
            return watched(ActingPortal.always(acting), acting, checked, options);
        }
        OAuthApplication application =
                StringUtils.isBlank(options.getClientId()) ? null : Identities.application(options, tokens);
        ActingPortal chosen = new ChosenPortal(
                portals,
                checked,
                application,
                source == null ? null : portals.employees(source, application),
                options.getActAs(),
                restMethod);
        return configured ? watched(chosen, acting, checked, options) : chosen;
    }

    /** Begins with the first that wants a portal; after a stop nothing begins anew for who was left behind. */
    private void startPortals(String method) {
        if (!stopped) {
            starting.lock();
            try {
                if (!stopped) {
                    ServiceHelper.startService(portals);
                    return;
                }
            } finally {
                starting.unlock();
            }
        }
        throw Failures.stopped(method);
    }

    /** With a health check of what is configured; whom an exchange chooses has none, since one tenant's trouble is not the system's. */
    private ActingPortal watched(
            ActingPortal portal, Acting acting, PortalSettings settings, B24OpenLinesConfiguration options) {
        PortalAddress address = settings.place().address();
        WatchedCaller caller = new WatchedCaller(
                settings.identity().kind(), settings.identity().name(), acting.client(), options.isHealthCheckPing());
        String id = "b24openlines-" + address.host() + (address.port() < 0 ? "" : ":" + address.port());
        Runnable leave = health.join(
                id, address.toString(), () -> acting.portal().dispatcher().state(), caller);
        return new WatchedPortal(portal, () -> {
            leave.run();
            acting.client().stop();
        });
    }

    /** What is known about each portal now, in the order of their addresses; asks nobody. */
    Stream<PortalView> portalViews() {
        return portals == null || !portals.isStarted() ? Stream.empty() : portals.views();
    }

    /** Keeps what source=push is told of installations, and tells the user's own hook. */
    InstallationHook installations(B24OpenLinesConfiguration options) {
        OAuthApplication application = Identities.application(options, tokens);
        startPortals("events");
        return portals.installations(
                application,
                RedirectHosts.parse(options.getAllowedRedirectHosts()),
                HttpSettings.of(options, retrieveGlobalSslContextParameters()),
                installationHook);
    }

    /** The tokens by which events of portals are told from forged ones that have installed the application. */
    ApplicationTokens applicationTokens(B24OpenLinesConfiguration options) {
        OAuthApplication application = Identities.application(options, tokens);
        return memberId -> application
                .store()
                .load(TokenKey.installation(application.clientId(), memberId))
                .map(Tokens::applicationToken)
                .map(List::of)
                .orElse(List.of());
    }

    /** Portals about which anything is kept in memory. */
    int keptPortals() {
        return portals.size();
    }

    /**
     * Reads and checks a configuration.
     *
     * @throws B24InvalidRequestException naming the option that is missing or wrong
     */
    PortalSettings settings(B24OpenLinesConfiguration options) {
        return PortalSettings.of(options, retrieveGlobalSslContextParameters(), tokens);
    }

    /** Told of what happens: the metrics of the context, if it has any by the time that something starts. */
    Observer observer() {
        Observer present = observer;
        if (present == null) {
            present = Observers.of(getCamelContext());
            observer = present;
        }
        return present;
    }

    /** For the filter of a servlet container: reads the bodies of requests to the paths of push consumers within their limits. */
    public PushBodies pushBodies() {
        return consumers.bodies();
    }

    EventConsumers consumers() {
        return consumers;
    }

    /** What it cannot set is refused at the start. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return super.getComponentPropertyConfigurer() instanceof B24OpenLinesComponentConfigurer generated
                ? new CheckedConfigurer(generated, problem -> problems.add("camel.component.b24openlines: " + problem))
                : super.getComponentPropertyConfigurer();
    }

    /** Runs what follows a call on a thread of its own. */
    void callBack(Runnable task) {
        portals.callBack(task);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        health = new ProducerHealth(getCamelContext(), this::isHealthCheckProducerEnabled, Instant::now);
        portals = new Portals(getCamelContext(), Duration.ofMillis(idlePortalTimeout), this::observer);
        getCamelContext().addLifecycleStrategy(new TimeToDrain(portals));
        CircuitBreakers.watch(getCamelContext());
    }

    @Override
    protected void doStart() throws Exception {
        if (!problems.isEmpty()) {
            throw new B24InvalidRequestException(String.join("; ", problems));
        }
        stopped = false;
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        stopped = true;
        starting.lock();
        try {
            ServiceHelper.stopService(portals);
        } finally {
            starting.unlock();
        }
        observer = null;
        super.doStop();
    }

    public B24OpenLinesConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(B24OpenLinesConfiguration configuration) {
        this.configuration = configuration;
    }

    public long getIdlePortalTimeout() {
        return idlePortalTimeout;
    }

    public void setIdlePortalTimeout(long idlePortalTimeout) {
        this.idlePortalTimeout = idlePortalTimeout;
    }

    public InstallationHook getInstallationHook() {
        return installationHook;
    }

    public void setInstallationHook(InstallationHook installationHook) {
        this.installationHook = installationHook;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    /** When the context stops, its routes drain: what still waits when the time for that is over would hold the stop up. */
    private static final class TimeToDrain extends LifecycleStrategySupport {
        private final Portals portals;

        TimeToDrain(Portals portals) {
            this.portals = portals;
        }

        @Override
        public void onContextStopping(CamelContext context) {
            ShutdownStrategy strategy = context.getShutdownStrategy();
            portals.stopWaitingAfter(strategy.getTimeout(), strategy.getTimeUnit());
        }
    }
}
