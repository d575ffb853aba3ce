// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.events.EventSource;
import io.github.camelbitrix24.openlines.events.EventsConfiguration;
import io.github.camelbitrix24.openlines.operation.Checks;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.request.EndpointValues;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;
import org.apache.commons.lang3.StringUtils;

/** Automate customer chats in Bitrix24 Open Channels: receive chat events, answer, transfer, skip, finish or mark as spam. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = B24OpenLinesConstants.SCHEME,
        title = "Bitrix24 Open Channels",
        syntax = "b24openlines:operation",
        category = {Category.CHAT, Category.SAAS},
        headersClass = B24OpenLinesConstants.class)
public class B24OpenLinesEndpoint extends ScheduledPollEndpoint implements AsyncEndpoint, EndpointServiceLocation {
    /** A poll is one request of the portal's two a second (§3.1). */
    private static final long DEFAULT_DELAY = 2_000;

    @UriPath(description = "What a producer does, transfer say; a consumer's is events.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam
    private final B24OpenLinesConfiguration configuration;

    @UriParam
    private final B24OpenLinesTargets targets = new B24OpenLinesTargets();

    @UriParam
    private final B24OpenLinesRouting routing = new B24OpenLinesRouting();

    @UriParam(description = "The chatbot's user id, with botToken in place of the bean bot.")
    private long botId;

    @UriParam(
            label = "security",
            secret = true,
            description = "The token the chatbot was registered with. Better in the bean bot, where nothing shows it.")
    private String botToken;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Whether the thread that brings an exchange waits for the portal, and meanwhile sends requests"
                            + " itself. Quicker by two changes of thread for callers who block anyway; the route's thread is held.")
    private boolean synchronous;

    @UriParam
    private final EventsConfiguration events = new EventsConfiguration();

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + DEFAULT_DELAY,
            description = "Milliseconds before the next poll. Each poll is one request of the portal's limit.")
    private long delay = DEFAULT_DELAY;

    /**
     * Makes an endpoint; the component checks its options and calls this.
     *
     * @param uri as Camel has it
     * @param operation what it does
     * @param configuration a copy of the component's, for this endpoint alone
     */
    public B24OpenLinesEndpoint(
            String uri, B24OpenLinesComponent component, Operation operation, B24OpenLinesConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
        setDelay(DEFAULT_DELAY);
    }

    /**
     * Refuses options that cannot be meant.
     *
     * @throws B24InvalidRequestException naming the options
     */
    void checkOptions() {
        targets.check(operation);
        events.check();
        routing.check(operation, targets.values().keySet());
    }

    /** What its actions are asked beside being done; nothing where the dialog would not tell, though the component asks for it. */
    Checks checks() {
        boolean possible = operation.verifiable();
        return new Checks(
                possible && configuration.isVerify(),
                possible && configuration.isExplain(),
                configuration.isFailOnFalse(),
                configuration.isFailOnNoEffect());
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (operation.producer() || events.getSource() != EventSource.push) {
            getComponent().settings(configuration);
        }
    }

    /** A client of this endpoint's portal and caller, for one producer or consumer from its start to its stop. */
    PortalClient portal() {
        return getComponent().client(configuration);
    }

    /** What a producer of this endpoint acts on, from its start to its stop. */
    ActingPortal actingPortal() {
        return getComponent().actingPortal(configuration, operation.restMethod());
    }

    @Override
    public Producer createProducer() throws Exception {
        if (!operation.producer()) {
            throw new B24InvalidRequestException(operation + " is for consumers: use it in from, not in to");
        }
        B24OpenLinesProducer producer = new B24OpenLinesProducer(this, new EndpointValues(targets.values(), bot()));
        return synchronous ? new SynchronousDelegateProducer(producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation.producer()) {
            throw new B24InvalidRequestException(
                    operation + " is for producers: use it in to; chat events come from b24openlines:events");
        }
        Consumer consumer = getComponent().consumers().create(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** The bot of the options, else of the bean, else, if that bean is empty, of the component. */
    Optional<Bot> bot() {
        if (botToken != null || botId != 0) {
            return Optional.of(new Bot(botId, botToken));
        }
        return Stream.of(configuration, getComponent().getConfiguration())
                .map(B24OpenLinesConfiguration::getBot)
                .filter(bot -> bot != null && (bot.id() != 0 || StringUtils.isNotBlank(bot.token())))
                .findFirst();
    }

    @Override
    public B24OpenLinesComponent getComponent() {
        return (B24OpenLinesComponent) super.getComponent();
    }

    /** The portal's address, without any secret. */
    @Override
    public String getServiceUrl() {
        return StringUtils.isBlank(configuration.getPortalUrl())
                ? null
                : PortalSettings.portal(configuration).toString();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    public Operation getOperation() {
        return operation;
    }

    public B24OpenLinesConfiguration getConfiguration() {
        return configuration;
    }

    public B24OpenLinesRouting getRouting() {
        return routing;
    }

    public B24OpenLinesTargets getTargets() {
        return targets;
    }

    public long getBotId() {
        return botId;
    }

    public void setBotId(long botId) {
        this.botId = botId;
    }

    public String getBotToken() {
        return botToken;
    }

    public void setBotToken(String botToken) {
        this.botToken = botToken;
    }

    public EventsConfiguration getEvents() {
        return events;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }
}
