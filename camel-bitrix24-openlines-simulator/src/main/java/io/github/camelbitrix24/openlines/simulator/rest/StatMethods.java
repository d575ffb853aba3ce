// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code imopenlines.v2.Session.*} and {@code .Operator.list}: lists that only read (§7.7); {@link StatTotals} sums up. */
final class StatMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);
    private static final int MOST_TRANSFER_SESSIONS = 50;
    private static final int MOST_STAT_SESSIONS = 100;
    private static final Set<String> VOTES = Set.of("like", "dislike");
    private static final Set<String> ALL_VOTES = Set.of("like", "dislike", "none", "any");
    private static final Set<String> STATUSES = Set.of("new", "answered", "closed", "spam", "paused");
    private static final Set<String> REASONS = Set.of("operator", "auto", "spam", "client", "replyLimit");
    private static final Set<String> ORDERS = Set.of("dateCreate", "dateClose", "waitAnswer", "waitClose");

    private StatMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row("Operator.list", OperatorStats::list),
                row("Session.list", StatMethods::sessions),
                row("Session.Transfer.list", StatMethods::transfers),
                row("Session.Stat.get", StatMethods::counters),
                row("Session.Rating.list", StatMethods::ratings),
                row("Stat.get", StatTotals::get));
    }

    private static RestMethod row(String name, RestMethod.Handler handler) {
        return new RestMethod("imopenlines.v2." + name, SCOPE, KeyCase.EXACT, call -> {
            if (call.portal().state().is(PortalSwitch.TARIFF_RESTRICTION)) {
                throw Refused.with(
                        "TARIFF_RESTRICTION", "Statistics reports are not available on the current tariff plan");
            }
            return handler.handle(call);
        });
    }

    private static Object sessions(Call call) {
        StatParameters parameters = new StatParameters(call);
        SessionStats stats = new SessionStats(call);
        Period created = parameters.period("dateCreate");
        Period closed = parameters.period("dateClose");
        String status = parameters.oneOf("status", STATUSES);
        String reason = parameters.oneOf("closeReason", REASONS);
        String vote = parameters.oneOf("vote", ALL_VOTES);
        Boolean headVote = parameters.flag("hasVoteHead").orElse(null);
        Boolean crm = parameters.flag("hasCrm").orElse(null);
        Boolean kpi = parameters.flag("kpiFirstAnswer").orElse(null);
        boolean fullPeriod = created.isFull() || closed.isFull();
        if ((status != null && reason != null) || (kpi != null && !fullPeriod)) {
            throw StatParameters.invalid(kpi == null ? "closeReason" : "kpiFirstAnswer");
        }
        Seconds waitAnswer = Seconds.of(parameters, "waitAnswer");
        Seconds waitClose = Seconds.of(parameters, "waitClose");
        Comparator<Session> order = order(parameters, stats, fullPeriod);
        parameters.checkOffset();
        return parameters.page(
                "sessions",
                chosen(call, parameters, stats)
                        .filter(session -> created.holds(session.started()) && closed.holds(session.closedAt()))
                        .filter(session -> status == null || status.equals(SessionStats.status(session)))
                        .filter(session -> reason == null || reason.equals(reason(session)))
                        .filter(session -> isVotedAs(session, vote))
                        .filter(session ->
                                headVote == null || headVote == session.rating().headVote() > 0)
                        .filter(session -> crm == null || crm == stats.hasCrm(session))
                        .filter(session -> kpi == null || kpi.equals(stats.kpiFirstAnswer(session)))
                        .filter(session -> waitAnswer.holds(stats.waitAnswer(session)))
                        .filter(session -> waitClose.holds(stats.waitClose(session)))
                        .sorted(order)
                        .map(stats::listed)
                        .toList());
    }

    /** The sessions on the lines, of the operators and from the sources that are asked for. */
    static Stream<Session> chosen(Call call, StatParameters parameters, SessionStats stats) {
        Set<Long> lines = parameters.ids("configId");
        Set<Long> operators = parameters.ids("operatorId");
        Set<String> sources = parameters.texts("source");
        return call.portal().state().sessions().stream()
                .filter(session -> lines.isEmpty() || lines.contains(session.lineId()))
                .filter(session -> operators.isEmpty() || operators.contains(session.operatorId()))
                .filter(session -> sources.isEmpty() || sources.contains(stats.source(session)));
    }

    private static Comparator<Session> order(StatParameters parameters, SessionStats stats, boolean fullPeriod) {
        String order = Objects.requireNonNullElse(parameters.oneOf("order", ORDERS), "dateCreate");
        if (!order.equals("dateCreate") && !fullPeriod) {
            throw StatParameters.invalid("order");
        }
        String direction = parameters.oneOf("orderDirection", Set.of("asc", "desc"));
        Comparator<Session> ascending = switch (order) {
            case "dateClose" -> by(session -> millis(session.closedAt()));
            case "waitAnswer" -> by(stats::waitAnswer);
            case "waitClose" -> by(stats::waitClose);
            default -> by(session -> millis(session.started()));
        };
        return "asc".equals(direction) ? ascending : ascending.reversed();
    }

    private static Comparator<Session> by(Function<Session, Long> key) {
        Comparator<Session> byKey = Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
        return byKey.thenComparingLong(Session::id);
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** A span of seconds, either end of which may be missing; both ends belong to it. */
    private record Seconds(Long from, Long to) {

        static Seconds of(StatParameters parameters, String name) {
            return new Seconds(parameters.number(name + "From"), parameters.number(name + "To"));
        }

        boolean holds(Long seconds) {
            if (from == null && to == null) {
                return true;
            }
            return seconds != null && (from == null || seconds >= from) && (to == null || seconds <= to);
        }
    }

    private static String reason(Session session) {
        return session.closeReason() == null ? null : session.closeReason().wireName();
    }

    private static boolean isVotedAs(Session session, String wanted) {
        String vote = SessionStats.vote(session);
        return wanted == null || wanted.equals(vote) || (wanted.equals("any") && !vote.equals("none"));
    }

    private static Object transfers(Call call) {
        SessionStats stats = new SessionStats(call);
        List<Map<String, Object>> transfers = new ArrayList<>();
        for (long id : new StatParameters(call).sessionIds(MOST_TRANSFER_SESSIONS)) {
            Optional<Session> session = call.portal().state().session(id);
            session.ifPresent(
                    found -> found.transfers().forEach(transfer -> transfers.add(stats.transfer(found, transfer))));
        }
        return Map.of("transfers", transfers);
    }

    private static Object counters(Call call) {
        SessionStats stats = new SessionStats(call);
        PortalState state = call.portal().state();
        List<Map<String, Object>> sessions = new StatParameters(call)
                .sessionIds(MOST_STAT_SESSIONS).stream().map(stats::counted).toList();
        return Map.of(state.is(PortalSwitch.STATS_KEY) ? "stats" : "sessions", sessions);
    }

    private static Object ratings(Call call) {
        StatParameters parameters = new StatParameters(call);
        SessionStats stats = new SessionStats(call);
        Period voted = parameters.requiredPeriod("dateVoteFrom", "dateVoteTo");
        String vote = parameters.oneOf("vote", VOTES);
        Boolean headVote = parameters.flag("hasVoteHead").orElse(null);
        parameters.checkOffset();
        return parameters.page(
                "ratings",
                chosen(call, parameters, stats)
                        .filter(session -> session.rating().voted() != null
                                && voted.holds(session.rating().voted()))
                        .filter(session -> isVotedAs(session, vote))
                        .filter(session ->
                                headVote == null || headVote == session.rating().headVote() > 0)
                        .map(stats::rating)
                        .toList());
    }
}
