// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.commons.lang3.StringUtils;

/** Options of {@code b24openlines:events}. */
@UriParams
public class EventsConfiguration {
    private static final int MOST_EVENTS = 1_000;
    private static final int LEAST_TOTAL = 65_536;

    @UriParam(
            label = "consumer",
            defaultValue = "bot",
            description = "Where events come from: push hosts an HTTP path to which the portal posts them, bot polls a"
                    + " chatbot's queue, offline polls an application's queue.")
    private EventSource source = EventSource.bot;

    @UriParam(label = "consumer", description = "Names of the events to receive, separated by comma. All by default.")
    private String eventTypes;

    @UriParam(
            label = "consumer",
            description = "Only events of this line. A bot's events do not carry it.",
            javaType = "java.lang.Long")
    private Long lineId;

    @UriParam(
            label = "consumer",
            description = "Only events of this connector, livechat say. A bot's events do not carry it.")
    private String connectorId;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description = "Whether to receive only events of open lines, and none of other chats the bot is in.")
    private boolean onlyOpenLines = true;

    @UriParam(label = "consumer", defaultValue = "100", description = "Events asked for at once, 1 to 1000.")
    private int limit = 100;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many chats are worked side by side, 1 to 1000. Events of one chat stay in order. Push events obey it"
                            + " with ack=received.")
    private int concurrentChats = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "5",
            description =
                    "How often a polled event is given to a route that fails, at growing intervals, which is a minute for 5"
                            + " attempts with the default delay; other chats go on meanwhile. Then the event is logged as an error, given to the"
                            + " exceptionHandler (or with bridgeErrorHandler to the route's onException) and passed over, with"
                            + " source=offline also reported to the portal. 0 for no end.")
    private int maxAttempts = 5;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "With source=offline: the name of the application's queue, if it has several (auth_connector). The portal"
                            + " keeps no events of what an application does itself with the connector it is bound with.")
    private String authConnector;

    @UriParam(
            label = "consumer,advanced",
            description = "Keeps the position in the events over restarts: a bot's offset, or the reserved part of the"
                    + " offline queue.")
    private StateRepository<String, String> offsetRepository;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Remembers events that are done, so that one that comes again does not reach the route again.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer",
            defaultValue = "/b24openlines/events",
            description = "With source=push: the HTTP path that the portal posts to.")
    private String path = "/b24openlines/events";

    @UriParam(
            label = "consumer",
            defaultValue = "processed",
            description =
                    "With source=push: when the portal gets its answer, after the route or before it. A portal posts"
                            + " each event once, whatever the answer.")
    private PushAck ack = PushAck.processed;

    @UriParam(
            label = "consumer",
            defaultValue = "1000",
            description =
                    "With ack=received: events that may wait for the route, at least 1; one more is answered 503.")
    private int maxPending = 1_000;

    @UriParam(
            label = "consumer",
            defaultValue = "524288",
            description =
                    "With source=push: bytes of the largest request that is read, at least 1; a larger one is answered 413.")
    private int maxPayloadSize = 524_288;

    @UriParam(
            label = "consumer",
            defaultValue = "33554432",
            description =
                    "With source=push: bytes that all requests under way may take together, at least 65536. Beyond it the"
                            + " request that has been unfinished for longest is answered 503.")
    private long maxTotalPayloadSize = 33_554_432;

    @UriParam(
            label = "consumer",
            defaultValue = "100",
            description =
                    "With source=push: unfinished requests of one sender, at least 1. One more has 2 seconds to become whole,"
                            + " and is answered 503 after that.")
    private int maxUnfinishedPosts = 100;

    @UriParam(
            label = "consumer",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description =
                    "With source=push: milliseconds that the body of a request may take, at least 1; one that takes longer is"
                            + " answered 408.")
    private long payloadTimeout = 30_000;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "Whether an OAuth application subscribes itself to eventTypes at the start, as far as it is not"
                            + " subscribed yet. With source=push or source=offline.")
    private boolean autoBind;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "false",
            description =
                    "With autoBind: whether the application ends its subscriptions when the route stops. The portal"
                            + " keeps or posts nothing between the stop and the next start then.")
    private boolean autoUnbind;

    @UriParam(
            label = "consumer",
            description = "With autoBind and source=push: the public address of the path, that the portal posts to.")
    private String handlerUrl;

    /**
     * Refuses values out of range.
     *
     * @throws B24InvalidRequestException naming the option
     */
    public void check() {
        range("limit", limit, 1, MOST_EVENTS);
        range("concurrentChats", concurrentChats, 1, MOST_EVENTS);
        range("maxAttempts", maxAttempts, 0, Integer.MAX_VALUE);
        range("maxPending", maxPending, 1, Integer.MAX_VALUE);
        range("maxPayloadSize", maxPayloadSize, 1, Integer.MAX_VALUE - 1);
        if (StringUtils.isNotBlank(authConnector) && source != EventSource.offline) {
            throw new B24InvalidRequestException(
                    "authConnector names a queue of source=offline, source=" + source + " has none: remove it");
        }
        range("maxUnfinishedPosts", maxUnfinishedPosts, 1, Integer.MAX_VALUE);
        if (payloadTimeout < 1) {
            throw new B24InvalidRequestException("payloadTimeout must be at least 1 ms, it is " + payloadTimeout);
        }
        if (maxTotalPayloadSize < LEAST_TOTAL) {
            throw new B24InvalidRequestException(
                    "maxTotalPayloadSize must be at least " + LEAST_TOTAL + ", it is " + maxTotalPayloadSize);
        }
        if (source == EventSource.push && maxTotalPayloadSize < maxPayloadSize + (long) LEAST_TOTAL) {
            throw new B24InvalidRequestException("maxTotalPayloadSize must have room for a request of maxPayloadSize: "
                    + "it must be at least " + (maxPayloadSize + (long) LEAST_TOTAL) + ", it is "
                    + maxTotalPayloadSize);
        }
        if (autoBind && source == EventSource.bot) {
            throw new B24InvalidRequestException(
                    "autoBind is for source=push and source=offline: a bot's queue needs no"
                            + " subscription, the bot is registered with imbot.v2.Bot.register");
        }
        if (StringUtils.isBlank(path) || path.chars().anyMatch(c -> c == '?' || c == '*' || c == '{' || c == ' ')) {
            throw new B24InvalidRequestException("path must be one plain HTTP path, like /b24openlines/events");
        }
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new B24InvalidRequestException(option + " must be "
                    + (most >= Integer.MAX_VALUE - 1 ? "at least " + least : least + " to " + most) + ", it is "
                    + value);
        }
    }

    public EventSource getSource() {
        return source;
    }

    public void setSource(EventSource source) {
        this.source = source;
    }

    public String getEventTypes() {
        return eventTypes;
    }

    public void setEventTypes(String eventTypes) {
        this.eventTypes = eventTypes;
    }

    public Long getLineId() {
        return lineId;
    }

    public void setLineId(Long lineId) {
        this.lineId = lineId;
    }

    public String getConnectorId() {
        return connectorId;
    }

    public void setConnectorId(String connectorId) {
        this.connectorId = connectorId;
    }

    public boolean isOnlyOpenLines() {
        return onlyOpenLines;
    }

    public void setOnlyOpenLines(boolean onlyOpenLines) {
        this.onlyOpenLines = onlyOpenLines;
    }

    public int getLimit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    public int getConcurrentChats() {
        return concurrentChats;
    }

    public void setConcurrentChats(int concurrentChats) {
        this.concurrentChats = concurrentChats;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public String getAuthConnector() {
        return authConnector;
    }

    public void setAuthConnector(String authConnector) {
        this.authConnector = authConnector;
    }

    public StateRepository<String, String> getOffsetRepository() {
        return offsetRepository;
    }

    public void setOffsetRepository(StateRepository<String, String> offsetRepository) {
        this.offsetRepository = offsetRepository;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public PushAck getAck() {
        return ack;
    }

    public void setAck(PushAck ack) {
        this.ack = ack;
    }

    public int getMaxPending() {
        return maxPending;
    }

    public void setMaxPending(int maxPending) {
        this.maxPending = maxPending;
    }

    public int getMaxPayloadSize() {
        return maxPayloadSize;
    }

    public void setMaxPayloadSize(int maxPayloadSize) {
        this.maxPayloadSize = maxPayloadSize;
    }

    public long getMaxTotalPayloadSize() {
        return maxTotalPayloadSize;
    }

    public void setMaxTotalPayloadSize(long maxTotalPayloadSize) {
        this.maxTotalPayloadSize = maxTotalPayloadSize;
    }

    public int getMaxUnfinishedPosts() {
        return maxUnfinishedPosts;
    }

    public void setMaxUnfinishedPosts(int maxUnfinishedPosts) {
        this.maxUnfinishedPosts = maxUnfinishedPosts;
    }

    public long getPayloadTimeout() {
        return payloadTimeout;
    }

    public void setPayloadTimeout(long payloadTimeout) {
        this.payloadTimeout = payloadTimeout;
    }

    public boolean isAutoBind() {
        return autoBind;
    }

    public void setAutoBind(boolean autoBind) {
        this.autoBind = autoBind;
    }

    public boolean isAutoUnbind() {
        return autoUnbind;
    }

    public void setAutoUnbind(boolean autoUnbind) {
        this.autoUnbind = autoUnbind;
    }

    public String getHandlerUrl() {
        return handlerUrl;
    }

    public void setHandlerUrl(String handlerUrl) {
        this.handlerUrl = handlerUrl;
    }
}
