// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The events that can be subscribed to, by the scope that they need (§8, §9.3). */
public final class EventCatalog {

    public static final String OFFLINE_EVENT = "ONOFFLINEEVENT";

    private static final Map<String, List<String>> BY_SCOPE = byScope();

    private EventCatalog() {}

    private static Map<String, List<String>> byScope() {
        Map<String, List<String>> events = new LinkedHashMap<>();
        events.put("", List.of("ONAPPINSTALL", "ONAPPUNINSTALL", "ONAPPTEST", OFFLINE_EVENT));
        events.put(
                "imopenlines",
                List.of(
                        "ONOPENLINEMESSAGEADD",
                        "ONOPENLINEMESSAGEUPDATE",
                        "ONOPENLINEMESSAGEDELETE",
                        "ONSESSIONSTART",
                        "ONSESSIONFINISH"));
        events.put(
                "imconnector",
                List.of(
                        "ONIMCONNECTORMESSAGEADD",
                        "ONIMCONNECTORMESSAGEUPDATE",
                        "ONIMCONNECTORMESSAGEDELETE",
                        "ONIMCONNECTORDIALOGSTART",
                        "ONIMCONNECTORDIALOGFINISH",
                        "ONIMCONNECTORSTATUSDELETE",
                        "ONIMCONNECTORLINEDELETE"));
        events.put(
                "imbot",
                List.of(
                        "ONIMBOTMESSAGEADD",
                        "ONIMBOTMESSAGEUPDATE",
                        "ONIMBOTMESSAGEDELETE",
                        "ONIMBOTJOINCHAT",
                        "ONIMBOTDELETE",
                        "ONIMBOTV2MESSAGEADD",
                        "ONIMBOTV2MESSAGEUPDATE",
                        "ONIMBOTV2MESSAGEDELETE",
                        "ONIMBOTV2JOINCHAT",
                        "ONIMBOTV2DELETE"));
        return events;
    }

    public static List<String> all() {
        return BY_SCOPE.values().stream().flatMap(List::stream).toList();
    }

    /** Those of one scope. */
    public static List<String> of(String scope) {
        return BY_SCOPE.getOrDefault(scope, List.of());
    }

    /** Those that an application with these scopes may subscribe to. */
    public static List<String> within(Set<String> scopes) {
        return BY_SCOPE.entrySet().stream()
                .filter(entry -> entry.getKey().isEmpty() || scopes.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** The name as events carry it: upper case. */
    public static String nameOf(String event) {
        return event.toUpperCase(Locale.ROOT);
    }

    /** Events about open lines, whose data stands under DATA (§8.5 to §8.7). */
    static boolean isAboutOpenLines(String event) {
        return BY_SCOPE.get("imopenlines").contains(event);
    }
}
