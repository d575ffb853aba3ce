// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the camelCase parameters of {@code imopenlines.v2.*} and refuses what they do not take. */
final class StatParameters {

    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
    private static final long HIGHEST_OFFSET = 10_000;
    private static final long HIGHEST_LIMIT = 200;
    private static final long DEFAULT_LIMIT = 50;
    private static final int MOST_VALUES = 1000;

    private final Parameters parameters;
    private final ZoneId zone;

    StatParameters(Call call) {
        parameters = call.parameters();
        zone = call.portal().zone();
    }

    boolean has(String name) {
        return parameters.has(name) && !parameters.text(name).isEmpty();
    }

    /** {@code nameList} wins over {@code name}; empty wants all. */
    Set<Long> ids(String name) {
        return values(name, value -> {
            if (!Php.text(value).matches("\\d{1,18}")) {
                throw invalid(name);
            }
            return Php.intval(value);
        });
    }

    Set<String> texts(String name) {
        return values(name, Php::text);
    }

    private <T> Set<T> values(String name, Function<Object, T> reader) {
        String list = name + "List";
        parameters.passOver(name, list);
        List<Object> given = parameters.list(parameters.has(list) ? list : name);
        if (given.size() > MOST_VALUES) {
            throw invalid(name);
        }
        Set<T> values = new LinkedHashSet<>();
        given.forEach(value -> values.add(reader.apply(value)));
        return values;
    }

    /** Null when it is not given. */
    String oneOf(String name, Set<String> known) {
        if (!has(name)) {
            return null;
        }
        String value = parameters.text(name);
        if (!known.contains(value)) {
            throw invalid(name);
        }
        return value;
    }

    /** Empty when it is not given. */
    Optional<Boolean> flag(String name) {
        Object value = parameters.get(name);
        if (value == null) {
            return Optional.empty();
        }
        String text = Php.text(value);
        if (Boolean.TRUE.equals(value) || Set.of("true", "Y", "1").contains(text)) {
            return Optional.of(true);
        }
        if (Boolean.FALSE.equals(value) || Set.of("false", "N", "0").contains(text)) {
            return Optional.of(false);
        }
        throw invalid(name);
    }

    Long number(String name) {
        if (!has(name)) {
            return null;
        }
        if (!parameters.text(name).matches("\\d{1,18}")) {
            throw invalid(name);
        }
        return parameters.intval(name);
    }

    Period period(String prefix) {
        return period(prefix + "From", prefix + "To");
    }

    Period requiredPeriod(String from, String to) {
        if (!has(from) || !has(to)) {
            throw Refused.with("PERIOD_REQUIRED", "The period " + from + " to " + to + " is required");
        }
        return period(from, to);
    }

    private Period period(String from, String to) {
        Period period = new Period(time(from), time(to));
        if (period.isFull()) {
            if (period.to().isBefore(period.from())) {
                throw invalid(to);
            }
            if (Duration.between(period.from(), period.to()).compareTo(LONGEST_PERIOD) > 0) {
                throw Refused.with("PERIOD_TOO_LARGE", "A period has at most 366 days");
            }
        }
        return period;
    }

    private Instant time(String name) {
        if (!has(name)) {
            return null;
        }
        String text = parameters.text(name);
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(name);
        }
    }

    long offset() {
        Long given = number("offset");
        return given == null ? 0 : given;
    }

    void checkOffset() {
        if (offset() > HIGHEST_OFFSET) {
            throw Refused.with("OFFSET_TOO_LARGE", "The offset is at most 10000");
        }
    }

    /** One page of the rows under this name, and whether there are more. */
    Map<String, Object> page(String name, List<Map<String, Object>> rows) {
        Long given = number("limit");
        if (given != null && (given < 1 || given > HIGHEST_LIMIT)) {
            throw invalid("limit");
        }
        long limit = given == null ? DEFAULT_LIMIT : given;
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, rows.stream().skip(offset()).limit(limit).toList());
        page.put("hasNextPage", rows.size() > offset() + limit);
        return page;
    }

    /** The required list of session ids, without doubles. */
    Collection<Long> sessionIds(int most) {
        Object given = parameters.get("sessionId");
        if (given == null) {
            throw Refused.with("100", "Could not find value for parameter {sessionId}");
        }
        if (!Php.isArray(given)) {
            throw Refused.with(
                    "100",
                    "Invalid value {" + Php.text(given)
                            + "} to match with parameter {sessionId}. Should be value of type array.");
        }
        Set<Long> ids = new LinkedHashSet<>();
        new ArrayList<>(Php.entries(given).values()).forEach(id -> ids.add(Php.intval(id)));
        if (ids.size() > most) {
            throw Refused.with("BATCH_LIMIT_EXCEEDED", "At most " + most + " sessions at once");
        }
        return ids;
    }

    static Refused invalid(String name) {
        return Refused.with("INVALID_FILTER", "The value of " + name + " is not valid");
    }
}
