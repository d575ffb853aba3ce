// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code imopenlines.v2.Stat.get}: the sums of a period; what there is nothing of is 0, not null (§7.7). */
final class StatTotals {

    private static final int HOURS = 24;

    private StatTotals() {}

    static Object get(Call call) {
        StatParameters parameters = new StatParameters(call);
        SessionStats stats = new SessionStats(call);
        Period period = parameters.requiredPeriod("dateFrom", "dateTo");
        List<Session> sessions = StatMethods.chosen(call, parameters, stats)
                .filter(session -> period.holds(session.started()))
                .toList();
        long likes = votes(sessions, "like");
        long dislikes = votes(sessions, "dislike");
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("totalSessions", sessions.size());
        totals.put("closedSessions", sessions.stream().filter(Session::isClosed).count());
        totals.put("spamSessions", sessions.stream().filter(Session::isSpam).count());
        totals.put("avgWaitAnswer", average(sessions, stats::waitAnswer));
        totals.put("avgSessionDuration", average(sessions, stats::waitClose));
        totals.put("likeCount", likes);
        totals.put("dislikeCount", dislikes);
        totals.put("votedSessions", likes + dislikes);
        totals.put("positiveRate", rate(likes, likes + dislikes));
        totals.put("kpiFirstAnswerOk", kpi(sessions, stats, true));
        totals.put("kpiFirstAnswerFail", kpi(sessions, stats, false));
        totals.put("sessionsBySource", bySource(sessions, stats));
        totals.put("sessionsByHour", byHour(sessions, call));
        totals.put("sessionsByOperator", byOperator(sessions, stats));
        return totals;
    }

    private static long votes(Collection<Session> sessions, String vote) {
        return sessions.stream()
                .filter(session -> SessionStats.vote(session).equals(vote))
                .count();
    }

    private static long kpi(Collection<Session> sessions, SessionStats stats, boolean reached) {
        return sessions.stream()
                .filter(session -> Objects.equals(reached, stats.kpiFirstAnswer(session)))
                .count();
    }

    private static long average(Collection<Session> sessions, Function<Session, Long> seconds) {
        return Math.round(sessions.stream()
                .map(seconds)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .average()
                .orElse(0));
    }

    private static double rate(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static List<Map<String, Object>> bySource(Collection<Session> sessions, SessionStats stats) {
        Map<String, Long> counts =
                sessions.stream().collect(Collectors.groupingBy(stats::source, TreeMap::new, Collectors.counting()));
        List<Map<String, Object>> rows = new ArrayList<>();
        counts.forEach((source, count) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("source", source);
            row.put("count", count);
            rows.add(row);
        });
        return rows;
    }

    /** Of the portal's zone. */
    private static List<Integer> byHour(Collection<Session> sessions, Call call) {
        List<Integer> hours = new ArrayList<>(Collections.nCopies(HOURS, 0));
        for (Session session : sessions) {
            int hour = session.started().atZone(call.portal().zone()).getHour();
            hours.set(hour, hours.get(hour) + 1);
        }
        return hours;
    }

    private static List<Map<String, Object>> byOperator(Collection<Session> sessions, SessionStats stats) {
        Map<Long, List<Session>> byOperator = sessions.stream()
                .filter(session -> session.operatorId() > 0)
                .collect(Collectors.groupingBy(Session::operatorId, TreeMap::new, Collectors.toList()));
        List<Map<String, Object>> rows = new ArrayList<>();
        byOperator.forEach((operator, own) -> {
            long likes = votes(own, "like");
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("operatorId", operator);
            row.put("count", own.size());
            row.put("avgWaitAnswer", average(own, stats::waitAnswer));
            row.put("positiveRate", rate(likes, likes + votes(own, "dislike")));
            rows.add(row);
        });
        return rows;
    }
}
