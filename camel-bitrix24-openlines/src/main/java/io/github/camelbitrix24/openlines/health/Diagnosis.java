// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.CallerState;
import io.github.camelbitrix24.openlines.pace.PortalState;
import io.github.camelbitrix24.openlines.pace.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheck;

/**
 * Whether calls to a portal can succeed, judged by what became of the last ones.
 *
 * @param message why not; null if they can
 * @param details what is known, by name; no secret
 */
record Diagnosis(String message, Map<String, Object> details) {
    /** So long nothing but refusals for the rate, or calls that wait: the default of maxWait, after which calls fail. */
    static final Duration LONG = Duration.ofSeconds(60);
    /** A portal that does not answer for a shorter time is none that is down: calls are repeated meanwhile. */
    static final Duration UNANSWERED = Duration.ofSeconds(10);

    private static final String CODE = "failure.error.code";
    private static final String SINCE = "failure.since";

    boolean up() {
        return message == null;
    }

    static Diagnosis of(PortalView view, Instant now) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("portal", view.portal());
        String message = budget(view, now, details);
        List<CallerView> out = new ArrayList<>();
        for (CallerView caller : view.callers()) {
            Trouble trouble = caller.state().trouble();
            if (trouble != null && keepsOut(trouble, now)) {
                out.add(caller);
            }
            caller.state().shut().stream()
                    .filter(CallerState.ShutMethod::blocked)
                    .forEach(method -> details.merge(
                            "method.blocked." + method.method(),
                            method.until(),
                            (one, other) -> ((Instant) one).isAfter((Instant) other) ? one : other));
        }
        if (!out.isEmpty()) {
            message = callers(view, out, details);
        }
        if (view.state().clockBehind() != null) {
            details.put("budget.clock.behind", view.state().clockBehind().toSeconds());
        }
        if (view.state().stalledSince() != null) {
            message = stalled(view, details);
        }
        return new Diagnosis(message, details);
    }

    /** What does not pass by itself stays until a call is let in; what may have passed meanwhile is forgotten. */
    private static boolean keepsOut(Trouble trouble, Instant now) {
        return trouble.kind() != Trouble.Kind.UNREACHABLE
                || Duration.between(trouble.since(), now).compareTo(UNANSWERED) >= 0
                        && Duration.between(trouble.last(), now).compareTo(LONG) < 0;
    }

    private static String callers(PortalView view, List<CallerView> out, Map<String, Object> details) {
        Trouble worst = out.stream()
                .map(caller -> caller.state().trouble())
                .min(Comparator.comparing(Trouble::kind))
                .orElseThrow();
        String names = out.stream()
                .filter(caller -> caller.state().trouble().kind() == worst.kind())
                .map(CallerView::name)
                .distinct()
                .collect(Collectors.joining(", "));
        details.put("failure.caller", names);
        details.put(CODE, worst.code());
        if (worst.status() > 0) {
            details.put(HealthCheck.HTTP_RESPONSE_CODE, worst.status());
        }
        details.put(SINCE, worst.since());
        String answer = (worst.code().isEmpty() ? "" : ": " + worst.code())
                + (worst.status() > 0 ? " (HTTP " + worst.status() + ")" : "");
        return switch (worst.kind()) {
            case CREDENTIALS -> view.portal() + " does not accept the credentials of " + names + answer;
            case BLOCKED -> "The vendor has blocked the interface of " + view.portal() + answer;
            case GONE -> view.portal() + " was deleted, or redirects calls where they may not follow" + answer;
            case UNREACHABLE -> view.portal() + " gives no answer" + answer;
        };
    }

    /** Ours to mend, so it is said before all that the portal does. */
    private static String stalled(PortalView view, Map<String, Object> details) {
        details.remove(CODE);
        details.remove(HealthCheck.HTTP_RESPONSE_CODE);
        details.remove("failure.caller");
        details.put(SINCE, view.state().stalledSince());
        details.put("calls.waiting", view.state().waiting());
        return "The dispatcher of " + view.portal() + " stands still, although calls are due";
    }

    private static String budget(PortalView view, Instant now, Map<String, Object> details) {
        PortalState state = view.state();
        if (state.shortSince() != null
                && !Duration.between(state.shortSince(), now).minus(LONG).isNegative()) {
            details.put("budget.exhausted.since", state.shortSince());
            details.put("calls.waiting", state.waiting());
        }
        boolean shutOut = state.refusedSince() != null
                && Duration.between(state.refusedSince(), state.refusedLast()).compareTo(LONG) >= 0
                && Duration.between(state.refusedLast(), now).compareTo(LONG) < 0;
        if (!shutOut) {
            return null;
        }
        details.put(CODE, "QUERY_LIMIT_EXCEEDED");
        details.put(SINCE, state.refusedSince());
        return view.portal() + " refuses all requests as too many: somebody else at this address uses up its rate";
    }
}
