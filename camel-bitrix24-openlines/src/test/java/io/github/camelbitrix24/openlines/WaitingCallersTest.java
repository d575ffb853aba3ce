// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code synchronous=true}: who waits anyway sends itself, and gets what all others get. */
class WaitingCallersTest {
    private static final int CALLERS = 16;
    private static final int CALLS = 200;
    private static final String CALLER = "a caller";

    private final Set<String> senders = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers =
            Executors.newFixedThreadPool(CALLERS, request -> new Thread(request, CALLER));
    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        HttpClientConfigurer watch = builder -> builder.addRequestInterceptorFirst(
                (request, entity, context) -> senders.add(Thread.currentThread().getName()));
        desk.bind("watch", watch);
    }

    @AfterEach
    void close() throws Exception {
        callers.shutdownNow();
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void requestsGoOutOnTheThreadsThatWaitAloneOrTogether(int maxInFlight) throws Exception {
        String uri = "b24openlines:spam?synchronous=true&httpClientConfigurer=#watch&maxInFlight=" + maxInFlight;
        List<Future<Exchange>> calls = new ArrayList<>();
        List<Long> chats = LongStream.rangeClosed(1, CALLS)
                .mapToObj(
                        client -> desk.portal.client("Client " + client).on(22).writes("Hello"))
                .toList();

        chats.forEach(chat -> calls.add(callers.submit(() -> desk.send(uri, chat))));

        for (Future<Exchange> call : calls) {
            assertThat(call.get().getException()).isNull();
        }
        assertThat(senders).containsExactly(CALLER);
        assertThat(desk.portal.executions("imopenlines.operator.spam")).hasSize(CALLS);
        assertThat(desk.portal.requests()).hasSizeLessThanOrEqualTo(CALLS);
        if (maxInFlight == 1) {
            assertThat(desk.portal.requests())
                    .anyMatch(request -> request.restMethod().equals("batch"));
        }
    }

    @Test
    void withoutTheOptionNoThreadOfARouteIsHeld() {
        desk.send("b24openlines:spam?httpClientConfigurer=#watch", 1L);

        assertThat(senders).hasSize(1).allMatch(name -> name.contains("B24OpenLinesRequests"));
    }

    @Test
    void failuresStandOnTheExchange() {
        desk.portal.faults().next("imopenlines.operator.finish", Fault.error("ERROR_ARGUMENT"));

        assertThat(desk.send("b24openlines:finish?synchronous=true", 1L).getException())
                .isInstanceOf(B24RefusedException.class);
        assertThat(desk.send("b24openlines:finish?synchronous=true", "no chat").getException())
                .isInstanceOf(B24InvalidRequestException.class);
    }

    @Test
    void anInterruptedCallerIsTold() throws Exception {
        Future<Exchange> call = callers.submit(() -> {
            Thread.currentThread().interrupt();
            return desk.send("b24openlines:spam?synchronous=true", 1L);
        });

        assertThat(call.get().getException())
                .isInstanceOf(InterruptedException.class)
                .hasMessage("interrupted while waiting for the portal");
    }
}
