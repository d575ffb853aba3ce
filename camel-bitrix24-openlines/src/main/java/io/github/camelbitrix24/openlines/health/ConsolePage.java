// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.CallerState;
import io.github.camelbitrix24.openlines.pace.PortalState;
import io.github.camelbitrix24.openlines.pace.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * What the dev console prints.
 *
 * @param total portals there are
 * @param matching how many of them were asked for
 * @param portals the first of these
 */
public record ConsolePage(int total, int matching, List<PortalView> portals, List<ConsumerView> consumers) {

    /** As JSON: numbers as numbers, times as ISO 8601 texts, durations in seconds; what is not known is left out. */
    public JsonObject toJson(Instant now) {
        JsonObject root = new JsonObject();
        root.put("total", total);
        root.put("matching", matching);
        root.put("shown", portals.size());
        JsonArray list = new JsonArray();
        portals.forEach(portal -> list.add(json(portal, now)));
        root.put("portals", list);
        JsonArray readers = new JsonArray();
        consumers.forEach(consumer -> readers.add(new JsonObject(consumer.facts())));
        root.put("consumers", readers);
        return root;
    }

    private static JsonObject json(PortalView portal, Instant now) {
        PortalState state = portal.state();
        JsonObject json = new JsonObject();
        json.put("portal", portal.portal());
        json.put("configured", portal.configured());
        state.budget().ifPresent(level -> json.put("budget", level));
        json.put("waiting", state.waiting());
        json.put("inFlight", state.inFlight());
        json.put("requests", state.requests());
        json.put("batches", state.batches());
        json.put("meanBatchSize", meanBatchSize(state));
        json.put("refusals", state.refusals());
        put(json, "pausedUntil", state.pausedUntil());
        put(json, "budgetExhaustedSince", state.shortSince());
        put(json, "refusedSince", state.refusedSince());
        put(json, "stalledSince", state.stalledSince());
        if (state.clockBehind() != null) {
            json.put("clockBehind", state.clockBehind().toSeconds());
        }
        JsonArray callers = new JsonArray();
        portal.callers().forEach(caller -> callers.add(json(caller, now)));
        json.put("callers", callers);
        return json;
    }

    private static JsonObject json(CallerView caller, Instant now) {
        CallerState state = caller.state();
        JsonObject json = new JsonObject();
        json.put("kind", caller.kind());
        json.put("name", caller.name());
        put(json, "lastAnswer", state.answered());
        if (state.tokenExpires() != null) {
            json.put(
                    "tokenExpiresIn",
                    Duration.between(now, state.tokenExpires()).toSeconds());
        }
        if (state.trouble() != null) {
            json.put("trouble", json(state.trouble()));
        }
        JsonArray shut = new JsonArray();
        for (CallerState.ShutMethod method : state.shut()) {
            shut.add(new JsonObject(Map.of(
                    "method", method.method(),
                    "until", method.until().toString(),
                    "blocked", method.blocked())));
        }
        json.put("shutMethods", shut);
        return json;
    }

    private static JsonObject json(Trouble trouble) {
        JsonObject json = new JsonObject();
        json.put("kind", trouble.kind().name().toLowerCase(Locale.ROOT));
        json.put("code", trouble.code());
        json.put("httpStatus", trouble.status());
        put(json, "since", trouble.since());
        put(json, "last", trouble.last());
        return json;
    }

    private static void put(JsonObject json, String name, Instant time) {
        if (time != null) {
            json.put(name, time.toString());
        }
    }

    /** To one decimal; 0 if there was none. */
    private static double meanBatchSize(PortalState state) {
        return state.batches() == 0 ? 0 : Math.round(10.0 * state.batched() / state.batches()) / 10.0;
    }

    /** As text, a few lines for each portal. */
    public String toText(Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("    Portals: " + total + (matching == total ? "" : " (matching: " + matching + ")")
                + (portals.size() == matching ? "" : " (shown: " + portals.size() + ")"));
        portals.forEach(portal -> lines(portal, now, lines));
        if (!consumers.isEmpty()) {
            lines.add("");
            lines.add("    Consumers: " + consumers.size());
            consumers.forEach(consumer -> lines.add("        " + consumer.text()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void lines(PortalView portal, Instant now, List<String> lines) {
        PortalState state = portal.state();
        lines.add("");
        lines.add("    " + portal.portal() + (portal.configured() ? "" : " (not configured)"));
        lines.add("        Budget: "
                + (state.budget().isPresent()
                        ? state.budget().getAsLong() + " requests"
                        : "no rate kept, or not known yet")
                + (state.pausedUntil() == null ? "" : ", paused until " + state.pausedUntil())
                + (state.shortSince() == null ? "" : ", exhausted since " + state.shortSince())
                + (state.clockBehind() == null
                        ? ""
                        : ", clock " + state.clockBehind().toSeconds() + " s behind"));
        if (state.stalledSince() != null) {
            lines.add("        Stalled since " + state.stalledSince());
        }
        lines.add("        Waiting: " + state.waiting() + ", in flight: " + state.inFlight());
        lines.add("        Requests: " + state.requests() + ", batches: " + state.batches() + " of "
                + meanBatchSize(state) + " calls, refused as too many (503): " + state.refusals());
        for (CallerView caller : portal.callers()) {
            lines(caller, now, lines);
        }
    }

    private static void lines(CallerView caller, Instant now, List<String> lines) {
        CallerState state = caller.state();
        lines.add("        Caller: " + caller.name() + " (" + caller.kind() + ")"
                + (state.answered() == null ? "" : ", last answer " + state.answered())
                + (state.tokenExpires() == null ? "" : ", token " + life(state.tokenExpires(), now)));
        Trouble trouble = state.trouble();
        if (trouble != null) {
            lines.add("            Trouble: " + trouble.kind().name().toLowerCase(Locale.ROOT)
                    + (trouble.code().isEmpty() ? "" : " " + trouble.code())
                    + (trouble.status() == 0 ? "" : " (HTTP " + trouble.status() + ")") + " since " + trouble.since());
        }
        state.shut()
                .forEach(method -> lines.add("            " + (method.blocked() ? "Blocked: " : "Spread: ")
                        + method.method() + " until " + method.until()));
    }

    private static String life(Instant expires, Instant now) {
        long seconds = Duration.between(now, expires).toSeconds();
        return seconds > 0 ? "expires in " + seconds + " s" : "expired " + -seconds + " s ago";
    }
}
