// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown in the HTTP client ends its own call only. */
@Timeout(120)
class ClientErrorsTest {
    /** More than there are places for requests of one portal. */
    private static final int CALLS = 12;

    private final AtomicReference<Supplier<Error>> atRequests = new AtomicReference<>();
    private final AtomicReference<Supplier<Error>> atAnswers = new AtomicReference<>();

    static Stream<Arguments> errors() {
        return Stream.<Supplier<Error>>of(
                        () -> new OutOfMemoryError("thrown by a test"),
                        () -> new StackOverflowError("thrown by a test"),
                        () -> new NoClassDefFoundError("thrown by a test"),
                        () -> new AssertionError("thrown by a test"))
                .flatMap(error -> Stream.of(Arguments.of(error, false), Arguments.of(error, true)));
    }

    /** With a pool of the user's own too, which the HTTP client shuts down with an Error. */
    @ParameterizedTest
    @MethodSource("errors")
    void anErrorEndsItsCallAndNoOther(Supplier<Error> error, boolean ownPool) throws Exception {
        HttpClientConfigurer throwing = builder -> {
            builder.addRequestInterceptorLast((request, entity, context) -> raise(atRequests))
                    .addResponseInterceptorLast((response, entity, context) -> raise(atAnswers));
            if (ownPool) {
                builder.setConnectionManager(new PoolingHttpClientConnectionManager());
            }
        };
        try (RawServer one = new RawServer(connection -> connection.always(RawServer.yes()));
                RawServer other = new RawServer(connection -> connection.always(RawServer.yes()));
                TestDesk desk = TestDesk.at(one.url())) {
            desk.bind("throwing", throwing);
            String uri = "b24openlines:spam?maxRetries=0&httpClientConfigurer=#throwing";
            assertThat(desk.send(uri, 7).getException()).isNull();

            atRequests.set(error);
            for (int call = 0; call < CALLS; call++) {
                assertThat(desk.send(uri, 7).getException()).isExactlyInstanceOf(B24UnavailableException.class);
            }
            atRequests.set(null);
            assertThat(one.requests).hasSize(1);
            atAnswers.set(error);
            for (int call = 0; call < CALLS; call++) {
                assertThat(desk.send(uri, 7).getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
            }
            atAnswers.set(null);

            for (int call = 0; call < CALLS; call++) {
                Exchange exchange = desk.send(uri, 7);
                assertThat(exchange.getException()).isNull();
                assertThat(desk.send(uri + "&authToken=1/other&portalUrl=" + other.url(), 7)
                                .getException())
                        .isNull();
            }
            assertThat(one.requests).hasSize(1 + CALLS + CALLS);
        }
    }

    private static void raise(AtomicReference<Supplier<Error>> error) {
        if (error.get() != null) {
            throw error.get().get();
        }
    }
}
