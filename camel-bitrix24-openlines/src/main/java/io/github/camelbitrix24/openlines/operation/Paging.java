// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a list method is read on. */
public enum Paging {
    /** {@code start}, and {@code next} beside the result, 50 a page (§1.12). */
    START {
        @Override
        public RestCall first(RestCall call) {
            Map<String, Object> parameters = new LinkedHashMap<>(call.parameters());
            // -1 would leave out where it goes on
            parameters
                    .keySet()
                    .removeIf(name -> name.equalsIgnoreCase("start") && Lenient.id(parameters.get(name)) < 0);
            return at(call, parameters);
        }

        @Override
        public Optional<RestCall> after(RestCall call, RestResponse response, int items) {
            long next = next(call, response);
            if (next <= 0 || items == 0) {
                return Optional.empty();
            }
            Map<String, Object> parameters = new LinkedHashMap<>(call.parameters());
            if (next <= start(parameters)) {
                throw doesNotGoOn(call, response, "says that it goes on where this page began, or before");
            }
            parameters.keySet().removeIf(name -> name.equalsIgnoreCase("start"));
            parameters.put("start", next);
            return Optional.of(at(call, parameters));
        }

        private static long start(Map<String, Object> parameters) {
            return parameters.entrySet().stream()
                    .filter(parameter -> parameter.getKey().equalsIgnoreCase("start"))
                    .mapToLong(parameter -> Lenient.id(parameter.getValue()))
                    .max()
                    .orElse(0);
        }

        /** 0 or less if there is no next page. */
        private static long next(RestCall call, RestResponse response) {
            return isNothing(response.next())
                    ? 0
                    : Lenient.number(response.next())
                            .orElseThrow(() -> doesNotGoOn(call, response, "goes on at what is no number"));
        }
    },
    /** {@code offset} and {@code limit} in {@code PARAMS}; a page that is not full is the last (§7.5). */
    PARAMS {
        @Override
        public RestCall first(RestCall call) {
            Map<String, Object> inner = inner(call);
            inner.putIfAbsent(LIMIT, LARGEST);
            return withInner(call, inner);
        }

        @Override
        public Optional<RestCall> after(RestCall call, RestResponse response, int items) {
            Map<String, Object> inner = inner(call);
            if (items == 0 || items < Lenient.id(inner.get(LIMIT))) {
                return Optional.empty();
            }
            inner.put(OFFSET, Lenient.id(inner.get(OFFSET)) + items);
            return Optional.of(withInner(call, inner));
        }

        private static Map<String, Object> inner(RestCall call) {
            return new LinkedHashMap<>(Lenient.map(call.parameters().get(IN_PARAMS)));
        }

        private static RestCall withInner(RestCall call, Map<String, Object> inner) {
            Map<String, Object> parameters = new LinkedHashMap<>(call.parameters());
            parameters.put(IN_PARAMS, inner);
            return at(call, parameters);
        }
    },
    /** {@code offset}, {@code limit} and {@code hasNextPage} (§7.7). */
    HAS_NEXT_PAGE {
        @Override
        public RestCall first(RestCall call) {
            Map<String, Object> parameters = new LinkedHashMap<>(call.parameters());
            parameters.putIfAbsent(LIMIT, LARGEST);
            return at(call, parameters);
        }

        @Override
        public Optional<RestCall> after(RestCall call, RestResponse response, int items) {
            Object told = Lenient.map(response.result()).get("hasNextPage");
            boolean more = !isNothing(told)
                    && Lenient.flag(told)
                            .orElseThrow(() -> doesNotGoOn(call, response, "does not say whether it goes on"));
            if (!more || items == 0) {
                return Optional.empty();
            }
            Map<String, Object> parameters = new LinkedHashMap<>(call.parameters());
            parameters.put(OFFSET, Lenient.id(parameters.get(OFFSET)) + items);
            return Optional.of(at(call, parameters));
        }
    };

    private static final int OK = 200;
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String IN_PARAMS = "PARAMS";
    /** The most that lines and reports give at once. */
    private static final int LARGEST = 200;

    /** The call of the first page, which is as large as the method allows unless the call names a size. */
    public abstract RestCall first(RestCall call);

    /**
     * The call of the page behind one.
     *
     * @param items how many that page had
     * @return empty if it was the last
     * @throws B24OutcomeUnknownException if the portal's answer does not lead on, and is not the end either
     */
    public abstract Optional<RestCall> after(RestCall call, RestResponse response, int items);

    /** {@code null}, {@code false} and PHP's empty values. */
    private static boolean isNothing(Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || value instanceof CharSequence text && text.isEmpty()
                || value instanceof Collection<?> collection && collection.isEmpty();
    }

    /** A list of which the rest cannot be read. */
    private static B24OutcomeUnknownException doesNotGoOn(RestCall call, RestResponse response, String how) {
        return new B24OutcomeUnknownException(
                call.method() + ": the portal's list " + how + ", so the rest of it cannot be read",
                new RestFailure(call.method(), null, null, OK, response.attempts()),
                null);
    }

    /**
     * Makes sure that a page is not the one before it again, as from a portal that does not heed where a page is to begin.
     *
     * @throws B24OutcomeUnknownException if it is
     */
    public static void checkGoesOn(RestCall call, RestResponse response, List<?> before, List<?> items) {
        if (!items.isEmpty() && items.equals(before)) {
            throw doesNotGoOn(call, response, "gives the same page again");
        }
    }

    private static RestCall at(RestCall call, Map<String, Object> parameters) {
        return new RestCall(call.method(), parameters, call.chatId(), call.changesState());
    }
}
