// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.CatalogueRow.Ask;
import io.github.camelbitrix24.openlines.CatalogueRow.Refusal;
import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented method: the request as documented, the result typed, each documented error. */
class CatalogueTest extends WithCatalogueDesk {
    private static final Set<String> AUTH = Set.of("WRONG_AUTH_TYPE", "WRONG_LICENSE", "insufficient_scope");

    static Stream<CatalogueRow> rows() {
        return Stream.of(
                        CatalogueOfDialogs.rows(),
                        CatalogueOfBots.rows(),
                        CatalogueOfCrm.rows(),
                        CatalogueOfLinesAndPeople.rows())
                .flatMap(List::stream);
    }

    @Test
    void everyOperationOfAProducerHasOneRow() {
        assertThat(rows().map(row -> row.operation))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Operation.values())
                        .filter(Operation::producer)
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theRequestIsAsDocumentedAndTheResultTyped(CatalogueRow row) {
        Ask ask = row.ask.apply(desk);
        String method = method(row, ask);
        if (row.scriptedResult != null) {
            desk.portal.faults().next(method, Fault.result(row.scriptedResult));
        }
        int before = desk.portal.requests().size();

        Exchange exchange = desk.send(row.operation.name(), ask);

        assertThat(exchange.getException()).isNull();
        row.result.accept(exchange.getMessage().getBody());
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.REST_METHOD))
                .isEqualTo(method);
        List<RequestSeen> requests = desk.portal.requests();
        assertThat(requests).hasSize(before + 1);
        RequestSeen request = requests.get(before);
        assertThat(request.restMethod()).isEqualTo(method);
        assertThat(numbers(request.parameters())).isEqualTo(numbers(ask.expected()));
    }

    static Stream<Arguments> refusals() {
        return rows().flatMap(row -> row.refusals.stream().map(refusal -> Arguments.of(row, refusal.code(), refusal)));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("refusals")
    void eachDocumentedErrorIsTyped(CatalogueRow row, String code, Refusal refusal) {
        Ask ask = (refusal.ask() == null ? row.ask : refusal.ask()).apply(desk);
        String method = method(row, ask);
        if (refusal.ask() == null) {
            desk.portal.faults().next(method, Fault.status(refusal.status(), code, "as the portal words it"));
        }

        Exchange exchange = desk.send(row.operation.name(), ask);

        boolean auth = AUTH.contains(code) || code.equals("ACCESS_DENIED") && refusal.status() == 403;
        assertThat(exchange.getException()).isInstanceOf(auth ? B24AuthException.class : B24RefusedException.class);
        B24Exception failure = (B24Exception) exchange.getException();
        assertThat(failure.getErrorCode()).isEqualTo(code);
        assertThat(failure.getHttpResponseCode()).isEqualTo(refusal.status());
        assertThat(failure.getRestMethod()).isEqualTo(method);
        assertThat(failure.getErrorDescription()).isNotNull();
        assertThat(failure.getAttempts()).isEqualTo(1);
    }

    private static String method(CatalogueRow row, Ask ask) {
        return row.operation == Operation.call
                ? ask.options().substring("method=".length())
                : row.operation.restMethod();
    }

    /** Without the difference between what JSON reads as an int and what Java writes as a long. */
    private static Object numbers(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> numbers(entry.getValue())));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CatalogueTest::numbers).toList();
        }
        return value instanceof Number number ? (Object) number.longValue() : value;
    }
}
