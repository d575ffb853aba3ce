// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code imopenlines.v2.*} (§7.7): what they tell comes from what happened on the portal. */
class StatisticsTest extends PortalTest {

    @Test
    @Row("7.7/imopenlines-v2-operator-list")
    void operatorsAreListedForEveryLineOfTheirs() {
        accepted(22, 27);
        portal.operator(31).pauses();

        JsonNode all = v2("Operator.list").result();
        JsonNode anna = v2("Operator.list", "configId", 22, "userId", 27).result();
        JsonNode boris = v2("Operator.list", "configIdList", List.of(22), "userId", 31, "status", "pause")
                .result();

        assertThat(all.get("operators")).hasSize(11);
        assertThat(all.get("hasNextPage").asBoolean()).isFalse();
        assertThat(anna.get("operators").get(0).get("activeSessions").asInt()).isEqualTo(1);
        assertThat(anna.get("operators").get(0).get("status").asText()).isEqualTo("online");
        assertThat(anna.get("operators").get(0).get("freeSlots").isNull()).isTrue();
        assertThat(boris.get("operators")).hasSize(1);
        assertThat(v2("Operator.list", "limit", 2).result().get("hasNextPage").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Operator.list, status, away, INVALID_FILTER",
        "Operator.list, configId, abc, INVALID_FILTER",
        "Operator.list, limit, 201, INVALID_FILTER",
        "Session.list, status, open, INVALID_FILTER",
        "Session.list, order, waitAnswer, INVALID_FILTER",
        "Session.list, kpiFirstAnswer, true, INVALID_FILTER",
        "Session.list, dateCreateFrom, yesterday, INVALID_FILTER",
        "Session.list, offset, 10001, OFFSET_TOO_LARGE",
        "Session.Transfer.list, nothing, 0, 100",
        "Session.Transfer.list, sessionId, 342, 100",
        "Session.Stat.get, nothing, 0, 100",
        "Session.Rating.list, vote, like, PERIOD_REQUIRED",
        "Stat.get, configId, 22, PERIOD_REQUIRED"
    })
    @Row({"1.7/error-type", "7.7/imopenlines-v2-session-list"})
    void aWrongFilterIsRefused(String method, String parameter, String value, String code) {
        assertThat(v2(method, parameter, value).outcome()).isEqualTo("400 " + code);
    }

    @Test
    @Row("7.7/imopenlines-v2-session-list")
    void otherRefusalsOfFilters() {
        assertThat(v2("Operator.list", "status", "online", "offset", 10_001).outcome())
                .isEqualTo("400 OFFSET_TOO_LARGE");
        assertThat(v2("Session.list", "status", "new", "closeReason", "spam").outcome())
                .isEqualTo("400 INVALID_FILTER");
        String year = "2025-03-16T00:00:00Z";
        String now = "2026-03-18T00:00:00Z";
        assertThat(v2("Session.list", "dateCreateFrom", year, "dateCreateTo", now)
                        .outcome())
                .isEqualTo("400 PERIOD_TOO_LARGE");
        assertThat(v2("Stat.get", "dateFrom", year, "dateTo", now).outcome()).isEqualTo("400 PERIOD_TOO_LARGE");
        assertThat(v2("Session.Rating.list", "dateVoteFrom", year, "dateVoteTo", now)
                        .outcome())
                .isEqualTo("400 PERIOD_TOO_LARGE");
        assertThat(v2("Session.Transfer.list", "sessionId", ids(51)).outcome()).isEqualTo("400 BATCH_LIMIT_EXCEEDED");
        assertThat(v2("Session.Stat.get", "sessionId", ids(101)).outcome()).isEqualTo("400 BATCH_LIMIT_EXCEEDED");
        assertThat(v2("Session.list", "configIdList", ids(1001)).outcome()).isEqualTo("400 INVALID_FILTER");
    }

    @Test
    @Row({"6.1/session-id-chat-id-config-id-user-code-sourc", "7.7/imopenlines-v2-session-list"})
    void sessionsAreListedWithTheirFacts() {
        long chat = accepted(25, 27);
        clock.advance(Duration.ofSeconds(30));
        portal.operator(27).writes(chat, "Good morning");
        clock.advance(Duration.ofSeconds(90));
        operator(27, "finish", chat);

        JsonNode session = v2("Session.list", "operatorId", 27, "source", "telegrambot")
                .result()
                .get("sessions")
                .get(0);

        assertThat(session.get("chatId").asLong()).isEqualTo(chat);
        assertThat(session.get("configId").asInt()).isEqualTo(25);
        assertThat(session.get("status").asText()).isEqualTo("closed");
        assertThat(session.get("closeReason").asText()).isEqualTo("operator");
        assertThat(session.get("dateCreate").asText()).isEqualTo("2026-03-17T15:00:00+00:00");
        assertThat(session.get("dateFirstAnswer").asText()).isEqualTo("2026-03-17T15:00:30+00:00");
        assertThat(session.get("waitAnswer").asInt()).isZero();
        assertThat(session.get("waitClose").asInt()).isEqualTo(120);
        assertThat(session.get("kpiFirstAnswer").asBoolean()).isTrue();
        assertThat(session.get("userCode").asText()).doesNotContain("|");
        assertThat(session.get("vote").asText()).isEqualTo("none");
        assertThat(session.get("crmEntityType").isNull()).isTrue();
    }

    @Test
    @Row("7.7/imopenlines-v2-session-list")
    void sessionsAreFilteredByStateReasonAndTime() {
        long spam = accepted(25, 27);
        operator(27, "spam", spam);
        clock.advance(Duration.ofHours(1));
        portal.client("Eva").on(22).writes("Hello");
        long pinned = accepted(15, 31);
        call(31, "imopenlines.session.mode.pin", "CHAT_ID", pinned);

        assertThat(v2("Session.list").result().get("sessions")).hasSize(3);
        assertThat(chats("status", "spam")).containsExactly(spam);
        assertThat(chats("closeReason", "spam")).containsExactly(spam);
        assertThat(chats("closeReason", "operator")).isEmpty();
        assertThat(chats("status", "new")).hasSize(1);
        assertThat(chats("status", "paused")).containsExactly(pinned);
        assertThat(chats("dateCreateTo", "2026-03-17T15:30:00+00:00")).containsExactly(spam);
        assertThat(chats("orderDirection", "asc", "limit", 1)).containsExactly(spam);
        assertThat(chats(
                        "dateCreateFrom", "2026-03-17", "dateCreateTo", "2026-03-18", "order", "dateClose", "limit", 1))
                .containsExactly(spam);
        assertThat(chats("hasCrm", "Y")).isEmpty();
    }

    @Test
    @Row({"6.8/session", "7.7/imopenlines-v2-session-transfer-list"})
    void everyHandOverIsRecorded() {
        long chat = accepted(22, 27);
        long session = dialog(chat).sessionId();
        transfer(27, chat, 31);
        transfer(31, chat, "queue23");

        JsonNode transfers = v2("Session.Transfer.list", "sessionId", List.of(session, 99_999))
                .result()
                .get("transfers");

        assertThat(transfers).hasSize(2);
        assertThat(transfers.get(0).toString())
                .isEqualTo("{\"sessionId\":" + session
                        + ",\"date\":\"2026-03-17T15:00:00+00:00\",\"fromOperatorId\":27,\"toOperatorId\":31,"
                        + "\"fromConfigId\":22,\"toConfigId\":22,\"reason\":\"manual\",\"mode\":\"MANUAL\","
                        + "\"type\":\"USER\",\"initiatorId\":27}");
        assertThat(transfers.get(1).get("toOperatorId").isNull()).isTrue();
        assertThat(transfers.get(1).get("reason").asText()).isEqualTo("line");
        assertThat(transfers.get(1).get("type").asText()).isEqualTo("QUEUE");
    }

    @Test
    @Row("7.7/imopenlines-v2-session-transfer-list")
    void skipsAndRotationsAreHandOversToo() {
        long chat = portal.client("Eva").on(22).writes("Hello");
        long session = dialog(chat).sessionId();
        operator(27, "skip", chat);
        clock.advance(Duration.ofSeconds(61));

        JsonNode transfers = v2("Session.Transfer.list", "sessionId", List.of(session))
                .result()
                .get("transfers");

        assertThat(transfers.get(0).get("reason").asText()).isEqualTo("queue");
        assertThat(transfers.get(0).get("mode").asText()).isEqualTo("MANUAL");
        assertThat(transfers.get(1).get("reason").asText()).isEqualTo("auto");
        assertThat(transfers.get(1).get("mode").asText()).isEqualTo("AUTO");
        assertThat(transfers.get(1).get("initiatorId").isNull()).isTrue();
    }

    @Test
    void aSessionIsCounted() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "Good morning");
        long session = dialog(chat).sessionId();

        JsonNode counted = v2("Session.Stat.get", "sessionId", List.of(session, 99_999))
                .result()
                .get("sessions");

        assertThat(counted.get(0).get("messagesClientCount").asInt()).isEqualTo(1);
        assertThat(counted.get(0).get("messagesOperatorCount").asInt()).isEqualTo(1);
        assertThat(counted.get(0).get("transfersCount").asInt()).isZero();
        assertThat(counted.get(1).get("sessionId").asLong()).isEqualTo(99_999);
        assertThat(counted.get(1).get("messagesCount").isNull()).isTrue();
    }

    @Test
    void ratingsAndSumsOfAPeriod() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);
        portal.client("Client of 27").on(22).writes("1");
        Object[] period = {"dateVoteFrom", "2026-03-17", "dateVoteTo", "2026-03-18"};

        JsonNode rating =
                v2("Session.Rating.list", period).result().get("ratings").get(0);
        JsonNode sums =
                v2("Stat.get", "dateFrom", "2026-03-17", "dateTo", "2026-03-18").result();
        JsonNode nothing =
                v2("Stat.get", "dateFrom", "2026-01-01", "dateTo", "2026-01-02").result();

        assertThat(rating.get("vote").asText()).isEqualTo("like");
        assertThat(rating.get("operatorId").asInt()).isEqualTo(27);
        assertThat(sums.get("totalSessions").asInt()).isEqualTo(1);
        assertThat(sums.get("likeCount").asInt()).isEqualTo(1);
        assertThat(sums.get("positiveRate").asDouble()).isEqualTo(1);
        assertThat(sums.get("sessionsByHour")).hasSize(24);
        assertThat(sums.get("sessionsByHour").get(15).asInt()).isEqualTo(1);
        assertThat(sums.get("sessionsBySource").get(0).get("count").asInt()).isEqualTo(1);
        assertThat(sums.get("sessionsByOperator").get(0).get("operatorId").asInt())
                .isEqualTo(27);
        assertThat(nothing.get("avgWaitAnswer").asInt()).isZero();
    }

    private List<Long> chats(Object... filter) {
        List<Long> chats = new ArrayList<>();
        v2("Session.list", filter)
                .result()
                .get("sessions")
                .forEach(session -> chats.add(session.get("chatId").asLong()));
        return chats;
    }

    private static List<Integer> ids(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    private Answer v2(String method, Object... parameters) {
        return call(1, "imopenlines.v2." + method, parameters);
    }
}
