// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documented side of what the sources disagree on, with all of these switches on. */
class DisagreementTest extends AppPortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return super.configure(builder)
                .switchOn(
                        PortalSwitch.BATCH_REFUSED_AS_A_WHOLE,
                        PortalSwitch.NAMED_SKIP_REFUSAL,
                        PortalSwitch.DOCUMENTED_TEXTS,
                        PortalSwitch.MESSAGE_UPDATE_AS_DOCUMENTED,
                        PortalSwitch.SESSION_EVENTS_AS_DOCUMENTED,
                        PortalSwitch.DECIMAL_TIME,
                        PortalSwitch.OFFLINE_ROWS_30_DAYS,
                        PortalSwitch.NO_OFFLINE_RESERVATION,
                        PortalSwitch.NULL_AS_EMPTY_TEXT);
    }

    private static String text(Answer answer) {
        return answer.body().get("error_description").asText();
    }

    @Test
    @Row({"2/error-batch-method-not-allowed", "2/error-batch-length-exceeded"})
    void aBatchWithAWrongCommandIsRefusedAsAWhole() {
        Map<String, String> many = new LinkedHashMap<>();
        for (int n = 0; n < 51; n++) {
            many.put("c" + n, "server.time");
        }

        assertThat(call(27, "batch", "cmd", map("a", "server.time", "b", "batch?cmd[]=profile"))
                        .outcome())
                .isEqualTo("405 ERROR_BATCH_METHOD_NOT_ALLOWED");
        assertThat(call(27, "batch", "cmd", many).outcome()).isEqualTo("400 ERROR_BATCH_LENGTH_EXCEEDED");
        assertThat(portal.executions()).isEmpty();
    }

    @Test
    @Row({"6.6/error-access-denied-kick", "6.6/error"})
    void aSkipThatPassesNothingOnHasAName() {
        long chat = accepted(15, 27);

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("400 ACCESS_DENIED_KICK");
    }

    @Test
    @Row({"1.7/text", "6.8/error-operator-wrong"})
    void textsAreThoseOfTheDocumentation() {
        long group = portal.groupChat("Lunch", 1);
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(text(operator(27, "answer", 99999))).isEqualTo("The specified chat identifier is incorrect");
        assertThat(text(operator(1, "answer", group))).isEqualTo("The specified chat is not an open line");
        assertThat(text(operator(31, "answer", chat)))
                .isEqualTo("You cannot open this conversation as you do not have sufficient rights");
        assertThat(text(transfer(27, chat, 40))).isEqualTo("You cannot redirect to this operator");
    }

    @Test
    @Row("8.6/update-outbound")
    void anUpdateIsAListWithOneIdAndNoText() {
        bind("ONOPENLINEMESSAGEUPDATE");
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "Helo");
        long message = last(dialog(chat)).id();
        portal.operator(27).edits(chat, message, "Hello");

        EventReceiver.Received event = receiver.await("ONOPENLINEMESSAGEUPDATE");
        assertThat(event.field("data[DATA][0][message][id]")).isEqualTo("ext-" + message);
        assertThat(event.field("data[DATA][0][im][message_id]")).isEqualTo(String.valueOf(message));
        assertThat(event.names()).noneMatch(name -> name.contains("[text]"));
    }

    @Test
    @Row("8.7/line-id-line-name")
    void sessionEventsTellTheSession() {
        bind("ONSESSIONSTART", "ONSESSIONFINISH");
        long chat = accepted(22, 27);
        operator(27, "spam", chat);

        EventReceiver.Received event = receiver.await("ONSESSIONFINISH");
        assertThat(event.field("data[DATA][0][session][id]"))
                .isEqualTo(String.valueOf(dialog(chat).sessionId()));
        assertThat(event.field("data[DATA][0][session][closed]")).isEqualTo("Y");
        assertThat(receiver.await("ONSESSIONSTART").field("data[DATA][0][session][closed]"))
                .isEqualTo("N");
    }

    @Test
    @Row({"1.6/start", "1.6/processing", "4.2/result-time"})
    void timeHasDecimals() {
        portal.takes("server.time", Duration.ofMillis(1500));
        clock.advance(Duration.ofMillis(250));
        JsonNode time = call(27, "server.time").body().get("time");
        JsonNode inBatch = call(27, "batch", "cmd", map("a", "server.time"))
                .result()
                .get("result_time")
                .get("a");

        assertThat(time.get("processing").asDouble()).isEqualTo(1.5);
        assertThat(time.get("start").asDouble()).isEqualTo(START.getEpochSecond() + 0.25);
        assertThat(inBatch.get("processing").asDouble()).isEqualTo(1.5);
    }

    @Test
    @Row("9.1/retention")
    void rowsOfTheOfflineQueueAreForgottenAfterThirtyDays() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline");
        portal.client("Anna").on(22).writes("Hello");

        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(app(1, "event.offline.list").result()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(app(1, "event.offline.list").result()).isEmpty();
    }

    @Test
    @Row({"2/wrong-license", "9.2/get-clear"})
    void aPlanWithoutReservationSaysSo() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline");
        portal.client("Anna").on(22).writes("Hello");

        assertThat(app(1, "event.offline.get", "clear", 0).outcome()).isEqualTo("403 WRONG_LICENSE");
        assertThat(app(1, "event.offline.get").result().get("events")).hasSize(1);
    }

    @Test
    @Row("8.1/types")
    void aNullInABotEventIsAnEmptyText() {
        app(
                1,
                "imbot.v2.Bot.register",
                "fields",
                map(
                        "code",
                        "pushed",
                        "properties",
                        map("name", "Pushed"),
                        "eventMode",
                        "webhook",
                        "webhookUrl",
                        receiver.url(),
                        "isSupportOpenline",
                        true));
        long bot = portal.bot("pushed").id();
        app(
                1,
                "imopenlines.config.update",
                "CONFIG_ID",
                128,
                "PARAMS",
                map("WELCOME_BOT_ENABLE", "Y", "WELCOME_BOT_ID", bot));
        portal.client("Anna").on(128).writes("Hello");

        assertThat(receiver.await("ONIMBOTV2JOINCHAT").field("data[user]")).isEmpty();
        assertThat(List.copyOf(receiver.await("ONIMBOTV2MESSAGEADD").fields().keySet()))
                .contains("data[message][forward]");
    }
}
