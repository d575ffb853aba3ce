// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.rest.Php;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** The latest requests in the order of their arrival; the oldest go when it is full. */
final class RequestJournal {

    private final Map<Long, RequestSeen> requests = new LinkedHashMap<>();
    private final ConcurrentMap<String, LongAdder> arrivals = new ConcurrentHashMap<>();
    private final int capacity;
    private long lastNumber;
    private volatile RequestWatch watch = RequestWatch.NOBODY;

    RequestJournal(int capacity) {
        this.capacity = capacity;
    }

    /** From now on this one, and no other, is told. */
    void watch(RequestWatch value) {
        watch = value;
    }

    long arrived(String httpMethod, RequestPath path, Map<String, Object> parameters, Instant time) {
        arrivals.computeIfAbsent(path.method().toLowerCase(Locale.ROOT), method -> new LongAdder())
                .increment();
        RequestSeen seen = remember(httpMethod, path, parameters, time);
        watch.arrived(seen);
        return seen.number();
    }

    void met(long number, Fault fault) {
        watch.met(number, fault);
    }

    void executed(long number, RestAnswer answer) {
        watch.executed(number, answer);
    }

    void turnedAway(long number, String code) {
        watch.turnedAway(number, code);
    }

    private synchronized RequestSeen remember(
            String httpMethod, RequestPath path, Map<String, Object> parameters, Instant time) {
        long number = ++lastNumber;
        RequestSeen arrival = new RequestSeen(
                number, httpMethod, path.masked(), path.method(), parameters, commands(path, parameters), 0, time);
        requests.put(number, arrival);
        if (requests.size() > capacity) {
            Iterator<Long> oldest = requests.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return arrival;
    }

    void answered(long number, int status) {
        note(number, status);
        watch.answered(number, status);
    }

    private synchronized void note(long number, int status) {
        requests.computeIfPresent(
                number,
                (key, seen) -> new RequestSeen(
                        seen.number(),
                        seen.httpMethod(),
                        seen.path(),
                        seen.restMethod(),
                        seen.parameters(),
                        seen.batchOf(),
                        status,
                        seen.time()));
    }

    synchronized List<RequestSeen> requests() {
        return List.copyOf(requests.values());
    }

    /** How many ever arrived, by method in lower case and alphabetical order. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        arrivals.forEach((method, count) -> counts.put(method, count.sum()));
        return counts;
    }

    private static int commands(RequestPath path, Map<String, Object> parameters) {
        if (!path.method().equalsIgnoreCase("batch")) {
            return 0;
        }
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals("cmd"))
                .mapToInt(entry -> Php.entries(entry.getValue()).size())
                .sum();
    }
}
