// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is too deep, too large or throws fails its own call before it is sent, and no other. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallBoundsTest {
    private static final String CALL = "b24openlines:call?method=crm.item.list";
    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private static String json(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static Map<String, Object> maps(int levels) {
        Map<String, Object> map = new HashMap<>(Map.of("a", 1));
        for (int level = 1; level < levels; level++) {
            map = new HashMap<>(Map.of("a", map));
        }
        return map;
    }

    private static Map<String, Object> lists(int levels) {
        Object list = List.of(1);
        for (int level = 2; level < levels; level++) {
            list = List.of(list);
        }
        return Map.of("a", list);
    }

    private static Map<String, Object> holdingItself() {
        Map<String, Object> map = new HashMap<>();
        map.put("a", map);
        return map;
    }

    /** Forty levels, and 2^40 values if they are written out. */
    private static Map<String, Object> doubling() {
        Object list = List.of(1);
        for (int level = 0; level < 40; level++) {
            list = List.of(list, list);
        }
        return Map.of("a", list);
    }

    static Stream<Arguments> tooMuch() {
        String call = "call?method=crm.item.list";
        Call deep = new Call("crm.item.list", maps(800));
        Call large = new Call("crm.item.list", Map.of("a", "b".repeat(100)));
        return Stream.of(
                of(call, "JSON of 800 levels", json(800), "maxCallDepth"),
                of(call, "JSON of 65 levels", json(65), "maxCallDepth"),
                of(call, "800 maps", maps(800), "maxCallDepth"),
                of(call, "100,000 maps", maps(100_000), "maxCallDepth"),
                of(call, "800 lists", lists(800), "maxCallDepth"),
                of(call, "a map that holds itself", holdingItself(), "maxCallDepth"),
                of(call, "lists that hold the same twice", doubling(), "maxCallSize"),
                of(call + "&maxCallDepth=2", "3 maps", maps(3), "maxCallDepth (2 "),
                of(call + "&maxCallSize=100", "a long text", large.parameters(), "maxCallSize (100 "),
                of(call + "&maxCallSize=100", "a long name", Map.of("b".repeat(100), 1), "maxCallSize (100 "),
                of("userSearch", "a filter of 800 maps", maps(800), "maxCallDepth"),
                of("batch", "a call of 800 maps", Map.of("one", deep), "maxCallDepth"),
                of("batch", "70 lists", List.of(Map.of("method", "user.get", "parameters", lists(70))), "maxCallDepth"),
                of("batch?maxCallSize=100", "a call with a long text", List.of(large), "maxCallSize"));
    }

    private static Arguments of(String operation, String name, Object body, String option) {
        return Arguments.of(operation, Named.of(name, body), option);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void isRefusedByTheNameOfTheOption(String operation, Object body, String option) {
        for (String synchronous : List.of("false", "true")) {
            Exchange exchange = desk.send(
                    "b24openlines:" + operation + (operation.contains("?") ? "&" : "?") + "synchronous=" + synchronous,
                    body);

            assertThat(exchange.getException())
                    .isInstanceOf(B24InvalidRequestException.class)
                    .hasMessageContaining(option);
        }
        assertThat(desk.portal.requests()).isEmpty();
    }

    @Test
    void whatIsWithinTheBoundsGoesOut() {
        Exchange exchange = desk.send(CALL, maps(64));

        assertThat(desk.portal.requests()).hasSize(1);
        assertThat(exchange.getException()).isNotInstanceOf(B24InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&synchronous=true"})
    void callsThatWaitGoOnWhenADeepOneComes(String option) throws Exception {
        String spam = "b24openlines:spam?maxInFlight=1";
        List<CompletableFuture<Exchange>> waiting = new ArrayList<>();
        LongStream.rangeClosed(1, 20)
                .map(client -> desk.portal.client("Client " + client).on(22).writes("Hello"))
                .forEach(chat -> waiting.add(desk.template.asyncSend(
                        spam, exchange -> exchange.getMessage().setBody(chat))));
        List<CompletableFuture<Exchange>> deep = new ArrayList<>();
        for (int times = 0; times < 5; times++) {
            deep.add(desk.template.asyncSend(
                    CALL + "&maxInFlight=1&maxCallDepth=200" + option,
                    exchange -> exchange.getMessage().setBody(json(800))));
            deep.add(desk.template.asyncSend(
                    CALL + "&maxInFlight=1&maxCallDepth=200" + option,
                    exchange -> exchange.getMessage().setBody(maps(199))));
        }

        for (CompletableFuture<Exchange> call : waiting) {
            assertThat(call.get(60, TimeUnit.SECONDS).getException()).isNull();
        }
        for (CompletableFuture<Exchange> call : deep) {
            call.get(60, TimeUnit.SECONDS);
        }
        assertThat(desk.portal.executions("imopenlines.operator.spam")).hasSize(20);
    }

    static Stream<Arguments> throwing() {
        return Stream.<Throwable>of(
                        new StackOverflowError(),
                        new LinkageError("of theirs"),
                        new NoClassDefFoundError("of/theirs"),
                        new IllegalStateException("theirs"))
                .flatMap(thrown -> Stream.of(
                        Arguments.of(Named.of("a map: " + thrown, new ThrowingMap(thrown))),
                        Arguments.of(Named.of("a text: " + thrown, Map.of("a", new ThrowingText(thrown))))));
    }

    @ParameterizedTest
    @MethodSource("throwing")
    void whatABodyThrowsFailsItsOwnCall(Object body) {
        for (String option : List.of("", "&synchronous=true")) {
            Exchange exchange = desk.send(CALL + option, body);

            assertThat(
                            exchange.getException() == null
                                    ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT)
                                    : exchange.getException())
                    .isNotNull();
        }
        assertThat(desk.portal.requests()).isEmpty();
        desk.send("b24openlines:call?method=server.time", null);
        assertThat(desk.portal.requests()).hasSize(1);
    }

    private static final class ThrowingMap extends AbstractMap<String, Object> {
        private final Throwable thrown;

        ThrowingMap(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw raised(thrown);
        }
    }

    private record ThrowingText(Throwable thrown) implements CharSequence {
        @Override
        public int length() {
            throw raised(thrown);
        }

        @Override
        public char charAt(int index) {
            throw raised(thrown);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw raised(thrown);
        }

        @Override
        public String toString() {
            throw raised(thrown);
        }
    }

    private static RuntimeException raised(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
