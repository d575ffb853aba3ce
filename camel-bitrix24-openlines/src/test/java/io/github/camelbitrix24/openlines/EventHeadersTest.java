// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event names a chat, and chooses nothing else of what a following producer does. */
class EventHeadersTest {
    private TestDesk desk;
    private int seen;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        desk.bind("supportBot", desk.bot("support"));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer",
                "finish",
                "anotherFinish",
                "skip",
                "spam",
                "transfer?queueId=22",
                "dialogGet",
                "botMessageSend?bot=#supportBot&message=hi",
                "botSessionOperator?bot=#supportBot"
            })
    void headersOfAnEventChangeNoCall(String operation) throws Exception {
        String uri = "b24openlines:" + operation;

        Exchange plain = desk.send(uri, null, Map.of(B24OpenLinesConstants.CHAT_ID, chat("Maria")));
        List<Execution> without = taken();
        Map<String, Object> headers = hostile();
        headers.put(B24OpenLinesConstants.CHAT_ID, chat("Tom"));
        Exchange full = desk.send(uri, null, headers);
        List<Execution> with = taken();

        assertThat(without).isNotEmpty();
        assertThat(calls(with)).isEqualTo(calls(without));
        assertThat(full.getException() == null).isEqualTo(plain.getException() == null);
    }

    @Test
    void allEventHeadersAreTried() throws Exception {
        assertThat(hostile().keySet())
                .hasSizeGreaterThanOrEqualTo(11)
                .contains(B24OpenLinesConstants.LINE_ID, B24OpenLinesConstants.EVENT_USER_CODE)
                .doesNotContain(B24OpenLinesConstants.CHAT_ID, B24OpenLinesConstants.QUEUE_ID);
    }

    /** Every header that a consumer sets, but the chat's, with a value that would matter if it were read. */
    private static Map<String, Object> hostile() throws IllegalAccessException {
        Map<String, Object> headers = new HashMap<>();
        for (Field field : B24OpenLinesConstants.class.getFields()) {
            Metadata metadata = field.getAnnotation(Metadata.class);
            if (metadata != null && metadata.label().contains("consumer")) {
                headers.put(
                        (String) field.get(null),
                        switch (metadata.javaType()) {
                            case "Long" -> 31L;
                            case "java.time.Instant" -> Instant.EPOCH;
                            default -> "queue23";
                        });
            }
        }
        return headers;
    }

    private long chat(String client) {
        long chat = desk.portal.client(client).on(15).writes("Hello");
        seen = desk.portal.executions().size();
        return chat;
    }

    private List<Execution> taken() {
        List<Execution> all = desk.portal.executions();
        return new ArrayList<>(all.subList(seen, all.size()));
    }

    private static List<Map<String, Object>> calls(List<Execution> executions) {
        return executions.stream()
                .map(execution -> {
                    Map<String, Object> call = new TreeMap<>(execution.parameters());
                    call.keySet()
                            .removeIf(name -> name.equalsIgnoreCase("CHAT_ID") || name.equalsIgnoreCase("dialogId"));
                    call.put("method", execution.restMethod());
                    call.put("caller", execution.callerId());
                    return call;
                })
                .toList();
    }
}
