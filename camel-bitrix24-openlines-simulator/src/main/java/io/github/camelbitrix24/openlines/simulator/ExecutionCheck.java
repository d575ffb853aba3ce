// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.rest.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the executions of a method that look as described. */
public final class ExecutionCheck {

    private static final int SHOWN = 5;

    private final PortalSimulator portal;
    private final String method;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private long caller;
    private String outcome = "";

    ExecutionCheck(PortalSimulator portal, String method) {
        this.portal = portal;
        this.method = method;
    }

    /** With this parameter, its name in any case; numbers and texts are alike, as they are for PHP (§1.9). */
    public ExecutionCheck with(String name, Object value) {
        parameters.put(name.toUpperCase(Locale.ROOT), String.valueOf(value));
        return this;
    }

    /** In the name of this user. */
    public ExecutionCheck by(long userId) {
        caller = userId;
        return this;
    }

    /** Those that were not refused. */
    public ExecutionCheck done() {
        outcome = "done";
        return this;
    }

    /** Those that were refused with this code, which may be empty (§6.3). */
    public ExecutionCheck refused(String code) {
        outcome = "refused '" + code + "'";
        return this;
    }

    /** Throws an AssertionError unless there was one. */
    public void once() {
        times(1);
    }

    /** Throws an AssertionError if there was one. */
    public void never() {
        times(0);
    }

    /** Throws an AssertionError unless there were so many. */
    public void times(int wanted) {
        int seen = count();
        if (seen != wanted) {
            throw new AssertionError(text(seen, "not " + wanted));
        }
    }

    /** Throws an AssertionError if there were fewer. */
    public void atLeast(int wanted) {
        int seen = count();
        if (seen < wanted) {
            throw new AssertionError(text(seen, "not at least " + wanted));
        }
    }

    private int count() {
        return (int) portal.executions(method).stream().filter(this::matches).count();
    }

    private boolean matches(Execution execution) {
        Map<String, String> given = new LinkedHashMap<>();
        execution
                .parameters()
                .forEach((name, value) -> given.put(name.toUpperCase(Locale.ROOT), String.valueOf(value)));
        return (caller == 0 || execution.callerId() == caller)
                && (outcome.isEmpty() || outcome.equals(outcomeOf(execution)))
                && given.entrySet().containsAll(parameters.entrySet());
    }

    private static String outcomeOf(Execution execution) {
        return execution.outcome() instanceof Outcome.Refused refused ? "refused '" + refused.code() + "'" : "done";
    }

    private String text(int seen, String wanted) {
        List<String> lines = new ArrayList<>();
        lines.add(described() + " was executed " + seen + " times, " + wanted + ".");
        if (portal.executions(method).isEmpty()) {
            addNearest(lines);
        } else {
            lines.add("Executed were:");
            addExecutions(lines, method);
        }
        portal.requests().stream()
                .filter(request -> request.restMethod().equalsIgnoreCase(method) && request.status() != 200)
                .limit(SHOWN)
                .forEach(request -> lines.add("Request " + request.number() + " " + request.parameters()
                        + " was answered " + (request.status() == 0 ? "nothing" : request.status())));
        return String.join("\n", lines);
    }

    private String described() {
        return method
                + (parameters.isEmpty() ? "" : " with " + parameters)
                + (caller == 0 ? "" : " by user " + caller)
                + (outcome.isEmpty() ? "" : ", " + outcome + ",");
    }

    private void addNearest(List<String> lines) {
        List<String> executed = portal.executions().stream()
                .map(Execution::restMethod)
                .distinct()
                .toList();
        if (executed.isEmpty()) {
            lines.add("No method was executed.");
        } else {
            lines.add("The nearest that was executed:");
            addExecutions(lines, Nearest.to(method, executed).get(0));
        }
    }

    private void addExecutions(List<String> lines, String name) {
        List<Execution> executions = portal.executions(name);
        executions.stream()
                .limit(SHOWN)
                .forEach(execution -> lines.add("  " + name + " " + execution.parameters() + " by user "
                        + execution.callerId() + ": " + outcomeOf(execution)));
        if (executions.size() > SHOWN) {
            lines.add("  and " + (executions.size() - SHOWN) + " more");
        }
    }
}
