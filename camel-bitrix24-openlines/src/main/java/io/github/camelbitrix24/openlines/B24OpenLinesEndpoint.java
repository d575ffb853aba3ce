// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.events.EventSource;
import io.github.camelbitrix24.openlines.events.EventsConfiguration;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Parameter;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.request.EndpointValues;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    @UriPath(description = "What to do, or events to receive chat events.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam
    private final B24OpenLinesConfiguration configuration;

    @UriParam(label = "producer", description = "The Bitrix24 chat to act on: 123 or chat123.")
    private String chatId;

    @UriParam(label = "producer", description = "Who gets the dialog: a user's number, or queueN for line N.")
    private String transferId;

    @UriParam(label = "producer", description = "The user who gets the dialog.")
    private String userId;

    @UriParam(label = "producer", description = "The line that gets the dialog.")
    private String queueId;

    @UriParam(label = "producer", description = "The dialog to read, as chatN.")
    private String dialogId;

    @UriParam(label = "producer", description = "Any session of the dialog to read.")
    private String sessionId;

    @UriParam(label = "producer", description = "The dialog to read, as connector|line|external chat|connector user.")
    private String userCode;

    @UriParam(label = "producer", description = "What is written to the client; else the text body is.")
    private String message;

    @UriParam(description = "The chatbot's user id, with botToken in place of the bean bot.")
    private long botId;

    @UriParam(
            label = "security",
            secret = true,
            description = "The token the chatbot was registered with. Better in the bean bot, where nothing shows it.")
    private String botToken;

    @UriParam
    private final EventsConfiguration events = new EventsConfiguration();

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + DEFAULT_DELAY,
            description = "Milliseconds before the next poll. Each poll is one request of the portal's limit.")
    private long delay = DEFAULT_DELAY;

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
        Set<Parameter> set = options().keySet();
        List<Parameter> foreign =
                set.stream().filter(p -> !operation.options().contains(p)).toList();
        if (!foreign.isEmpty()) {
            throw new B24InvalidRequestException(operation + " takes no " + names(foreign) + ": remove it"
                    + (operation.options().isEmpty()
                            ? ""
                            : ", it takes "
                                    + names(operation.options().stream()
                                            .sorted()
                                            .toList())));
        }
        for (Parameter.Group group : Parameter.Group.values()) {
            List<Parameter> ofGroup =
                    set.stream().filter(p -> p.group() == group).toList();
            if (ofGroup.size() > 1) {
                throw new B24InvalidRequestException(
                        operation + " got " + names(ofGroup) + " at once: keep one of them");
            }
        }
        events.check();
    }

    private static String names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::option).collect(Collectors.joining(" and "));
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
        return new B24OpenLinesProducer(this, new EndpointValues(options(), bot()));
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

    private Map<Parameter, Object> options() {
        Map<Parameter, Object> options = new EnumMap<>(Parameter.class);
        put(options, Parameter.CHAT_ID, chatId);
        put(options, Parameter.TRANSFER_ID, transferId);
        put(options, Parameter.USER_ID, userId);
        put(options, Parameter.QUEUE_ID, queueId);
        put(options, Parameter.DIALOG_ID, dialogId);
        put(options, Parameter.SESSION_ID, sessionId);
        put(options, Parameter.USER_CODE, userCode);
        put(options, Parameter.MESSAGE, message);
        return options;
    }

    private static void put(Map<Parameter, Object> options, Parameter parameter, String value) {
        if (StringUtils.isNotBlank(value)) {
            options.put(parameter, value);
        }
    }

    /** The chatbot to act as, or to receive the events of. */
    Optional<Bot> bot() {
        return botToken == null && botId == 0
                ? Optional.ofNullable(configuration.getBot())
                : Optional.of(new Bot(botId, botToken));
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

    public String getChatId() {
        return chatId;
    }

    public void setChatId(String chatId) {
        this.chatId = chatId;
    }

    public String getTransferId() {
        return transferId;
    }

    public void setTransferId(String transferId) {
        this.transferId = transferId;
    }

    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }

    public String getQueueId() {
        return queueId;
    }

    public void setQueueId(String queueId) {
        this.queueId = queueId;
    }

    public String getDialogId() {
        return dialogId;
    }

    public void setDialogId(String dialogId) {
        this.dialogId = dialogId;
    }

    public String getSessionId() {
        return sessionId;
    }

    public void setSessionId(String sessionId) {
        this.sessionId = sessionId;
    }

    public String getUserCode() {
        return userCode;
    }

    public void setUserCode(String userCode) {
        this.userCode = userCode;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = message;
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
