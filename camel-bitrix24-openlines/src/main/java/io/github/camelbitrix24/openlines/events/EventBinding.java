// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribes an application to events (§7.10): asks what is bound, binds what is missing, takes away only what it is told to. */
final class EventBinding {
    private static final Logger LOG = LoggerFactory.getLogger(EventBinding.class);

    private final PortalCalls portal;
    private final Set<String> events;
    private final String handler;
    private final String authConnector;

    /**
     * Checks the options.
     *
     * @throws B24InvalidRequestException if there are no names of events, or no public address to post them to
     */
    EventBinding(PortalCalls portal, EventsConfiguration options) {
        this.portal = portal;
        this.events = new TreeSet<>(EventTypes.parse(options.getEventTypes(), options.getSource()));
        if (events.isEmpty()) {
            throw new B24InvalidRequestException("autoBind=true needs the names of the events: set option eventTypes");
        }
        this.authConnector = StringUtils.trimToEmpty(options.getAuthConnector());
        this.handler = options.getSource() == EventSource.offline ? null : address(options.getHandlerUrl());
    }

    private static String address(String url) {
        if (PortalAddress.ofEndpoint(url)
                .filter(address -> address.host().contains("."))
                .isPresent()) {
            return url;
        }
        throw new B24InvalidRequestException(
                "autoBind=true needs the address that the portal reaches this path at: set option"
                        + " handlerUrl, like https://chats.example.com/b24openlines/events");
    }

    void bind() throws InterruptedException {
        Set<String> missing = missing();
        for (String event : missing) {
            try {
                portal.tell(call("event.bind", event));
            } catch (B24RefusedException e) {
                if (missing().contains(event)) {
                    throw e;
                }
            }
        }
        LOG.info("Bound to {}; newly to {}", events, missing);
    }

    /** In the time that a stop has. */
    void unbind() throws InterruptedException {
        List<String> bound = List.copyOf(events);
        List<Boolean> unbound = portal.tellBriefly(
                bound.stream().map(event -> call("event.unbind", event)).toList());
        List<String> left = IntStream.range(0, bound.size())
                .filter(index -> !unbound.get(index))
                .mapToObj(bound::get)
                .toList();
        if (!left.isEmpty()) {
            LOG.warn("{} could not be unbound: the portal goes on with it", left);
        }
    }

    private Set<String> missing() throws InterruptedException {
        Set<String> missing = new TreeSet<>(events);
        if (portal.tell(RestCall.reading("event.get", Map.of())) instanceof List<?> bound) {
            bound.stream()
                    .map(Lenient::map)
                    .filter(this::isOurs)
                    .forEach(one -> missing.remove(RawEvent.type(one.get("event"))));
        }
        return missing;
    }

    private boolean isOurs(Map<String, Object> bound) {
        boolean offline = Lenient.flag(bound.get("offline")).orElse(false);
        return handler == null
                ? offline && authConnector.equals(StringUtils.defaultString(Lenient.text(bound.get("connector_id"))))
                : !offline && handler.equals(bound.get("handler"));
    }

    private RestCall call(String method, String event) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("event", event);
        if (handler == null) {
            parameters.put("event_type", "offline");
            if (!authConnector.isEmpty()) {
                parameters.put("auth_connector", authConnector);
            }
        } else {
            parameters.put("handler", handler);
        }
        return new RestCall(method, parameters, null, true);
    }
}
