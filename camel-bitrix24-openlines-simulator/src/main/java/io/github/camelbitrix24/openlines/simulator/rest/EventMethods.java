// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.portal.EventCatalog;
import io.github.camelbitrix24.openlines.simulator.portal.Handlers;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code event.*}: subscriptions of applications (§7.10). */
final class EventMethods {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private EventMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row("event.bind", EventMethods::bind),
                row("event.unbind", EventMethods::unbind),
                row("event.get", EventMethods::list),
                row("event.test", EventMethods::test),
                row("events", EventMethods::names));
    }

    private static RestMethod row(String name, RestMethod.Handler handler) {
        return new RestMethod(name, Set.of(), KeyCase.ANY, handler);
    }

    private static Object bind(Call call) {
        AppRef app = call.requireApp();
        Parameters parameters = call.parameters();
        String event = eventName(parameters);
        boolean offline = isOffline(parameters);
        long authType = parameters.intval("AUTH_TYPE");
        parameters.passOver("HANDLER", "AUTH_CONNECTOR");
        if (!EventCatalog.within(app.scopes()).contains(event)) {
            throw Refused.with("ERROR_EVENT_NOT_FOUND", "Event not found");
        }
        if (offline && event.equals(EventCatalog.OFFLINE_EVENT)) {
            throw Refused.argument("EVENT_TYPE", "The event cannot be bound offline");
        }
        if (!call.caller().admin() && (offline || (authType > 0 && authType != call.callerId()))) {
            throw Refused.forbidden("ACCESS_DENIED", "Access denied!");
        }
        String connector = call.queueLabel();
        if (offline && !connector.isEmpty() && call.portal().state().is(PortalSwitch.NO_OFFLINE_RESERVATION)) {
            throw Refused.forbidden("WRONG_LICENSE", "This feature is not enabled for the current license");
        }
        Handlers handlers = call.portal().events().handlers();
        Handler handler = new Handler(
                handlers.newId(),
                event,
                offline ? "" : address(parameters),
                app,
                app.applicationToken(),
                call.caller().admin() ? authType : call.callerId(),
                call.callerId(),
                offline,
                offline ? connector : "",
                minTimeout(parameters));
        if (handlers.isBound(handler)) {
            throw Refused.with("ERROR_CORE", "Unable to set event handler: Handler already binded");
        }
        handlers.add(handler);
        return true;
    }

    private static long minTimeout(Parameters parameters) {
        Object given = parameters.array("OPTIONS").get("minTimeout");
        return given == null ? 1 : Math.max(0, Php.intval(given));
    }

    private static String address(Parameters parameters) {
        String url = parameters.text("HANDLER");
        if (url.isEmpty()) {
            throw Refused.missingArgument("HANDLER");
        }
        try {
            URI address = new URI(url);
            if (!SCHEMES.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))) {
                throw Refused.with("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol");
            }
            if (address.getHost() != null && address.getHost().contains(".")) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw Refused.with("ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
        }
        throw Refused.with("ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
    }

    /** An administrator removes the handlers of all users unless one is named, others their own. */
    private static Object unbind(Call call) {
        AppRef app = call.requireApp();
        Parameters parameters = call.parameters();
        String event = eventName(parameters);
        boolean offline = isOffline(parameters);
        parameters.passOver("HANDLER", "AUTH_CONNECTOR");
        if (offline && !call.caller().admin()) {
            throw Refused.forbidden("ACCESS_DENIED", "Access denied!");
        }
        String url = parameters.text("HANDLER");
        if (!offline && url.isEmpty()) {
            throw Refused.missingArgument("HANDLER");
        }
        Long user = userToUnbind(call);
        String connector = call.queueLabel();
        int count = call.portal()
                .events()
                .handlers()
                .remove(handler -> handler.isOf(app)
                        && handler.event().equals(event)
                        && handler.offline() == offline
                        && (offline
                                ? handler.connector().equals(connector)
                                : handler.url().equals(url))
                        && (user == null || handler.authType() == user));
        return Map.of("count", count);
    }

    /** A quirk: who is no administrator names himself with a JSON integer; a text is refused (§7.10). */
    private static Long userToUnbind(Call call) {
        Object given = call.parameters().get("AUTH_TYPE");
        if (call.caller().admin()) {
            return given == null ? null : (Long) Php.intval(given);
        }
        boolean own = given == null
                || ((given instanceof Integer || given instanceof Long) && Php.intval(given) == call.callerId());
        if (!own) {
            throw Refused.forbidden("ACCESS_DENIED", "Access denied!");
        }
        return call.callerId();
    }

    private static Object list(Call call) {
        AppRef app = call.requireApp();
        return call.portal().events().handlers().all().stream()
                .filter(handler -> handler.isOf(app))
                .map(EventMethods::shown)
                .toList();
    }

    private static Map<String, Object> shown(Handler handler) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", handler.event());
        if (handler.offline()) {
            fields.put("connector_id", handler.connector());
        } else {
            fields.put("handler", handler.url());
            fields.put("auth_type", String.valueOf(handler.authType()));
        }
        fields.put("offline", handler.offline() ? 1 : 0);
        return fields;
    }

    private static Object test(Call call) {
        AppRef app = call.requireApp();
        call.portal().events().test(app, call.callerId(), call.parameters().asMap());
        return 1;
    }

    private static Object names(Call call) {
        Parameters parameters = call.parameters();
        parameters.passOver("FULL");
        if (parameters.has("SCOPE")) {
            return EventCatalog.of(parameters.text("SCOPE"));
        }
        return parameters.isTrue("FULL") ? EventCatalog.all() : EventCatalog.within(call.scopes());
    }

    private static String eventName(Parameters parameters) {
        String event = parameters.text("EVENT");
        if (event.isEmpty()) {
            throw Refused.missingArgument("EVENT");
        }
        return EventCatalog.nameOf(event);
    }

    private static boolean isOffline(Parameters parameters) {
        String type = parameters.text("EVENT_TYPE").toLowerCase(Locale.ROOT);
        if (!Set.of("", "online", "offline").contains(type)) {
            throw Refused.argument("EVENT_TYPE", "The value of an argument 'EVENT_TYPE' is unknown");
        }
        return type.equals("offline");
    }
}
