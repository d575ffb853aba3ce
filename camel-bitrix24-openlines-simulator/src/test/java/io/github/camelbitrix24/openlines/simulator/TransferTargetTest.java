// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which target a transfer has, by the table of §6.8; user 15 is an operator and line 15 a line. */
class TransferTargetTest extends PortalTest {

    private static final String USER = "user 15";
    private static final String LINE = "line 15";

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.operator(15, "Fritz Fifteen");
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                row(LINE, "TRANSFER_ID", "queue15"),
                row(USER, "TRANSFER_ID", "15"),
                row(USER, "TRANSFER_ID", 15),
                row(LINE, "TRANSFER_ID", "queue 15"),
                row(LINE, "TRANSFER_ID", "queue15abc"),
                row("QUEUE_ID_EMPTY", "TRANSFER_ID", "queue"),
                row("QUEUE_ID_EMPTY", "TRANSFER_ID", "queue0"),
                row("QUEUE_ID_EMPTY", "TRANSFER_ID", "queue-3"),
                row("USER_ID_EMPTY", "TRANSFER_ID", "Queue15"),
                row("USER_ID_EMPTY", "TRANSFER_ID", "QUEUE15"),
                row("USER_ID_EMPTY", "TRANSFER_ID", "abc"),
                row("USER_ID_EMPTY", "TRANSFER_ID", ""),
                row("USER_ID_EMPTY", "TRANSFER_ID", "0"),
                row("USER_ID_EMPTY", "TRANSFER_ID", 0),
                row("USER_ID_EMPTY", "TRANSFER_ID", -5),
                row(USER, "TRANSFER_ID", "15abc"),
                row("TRANSFER_ID_EMPTY", "TRANSFER_ID", null),
                row("TRANSFER_ID_EMPTY", "TRANSFER_ID", 15.0),
                row("TRANSFER_ID_EMPTY", "TRANSFER_ID", List.of(15)),
                row("TRANSFER_ID_EMPTY", "TRANSFER_ID", true),
                row("TRANSFER_ID_EMPTY"),
                row(USER, "USER_ID", 15),
                row(USER, "USER_ID", "15"),
                row("USER_ID_EMPTY", "USER_ID", ""),
                row(LINE, "QUEUE_ID", 15),
                row("QUEUE_ID_EMPTY", "QUEUE_ID", "queue15"),
                row("QUEUE_ID_EMPTY", "QUEUE_ID", 0),
                row(USER, "USER_ID", 15, "QUEUE_ID", 15),
                row(USER, "USER_ID", 15, "TRANSFER_ID", "queue15"),
                row(USER, "USER_ID", 99, "TRANSFER_ID", "15"),
                row(USER, "QUEUE_ID", 15, "TRANSFER_ID", "15"),
                row(LINE, "QUEUE_ID", 99, "TRANSFER_ID", "queue15"),
                row(LINE, "USER_ID", null, "QUEUE_ID", 15),
                row("TRANSFER_ID_EMPTY", "user_id", 15, "queue_id", 15, "transfer_id", 15));
    }

    private static Arguments row(String outcome, Object... parameters) {
        return Arguments.of(outcome, Arrays.asList(parameters));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Row({
        "6.8/chat-id",
        "6.8/transfer-id",
        "6.8/user-id",
        "6.8/queue-id",
        "6.8/rule-2",
        "6.8/rule-3",
        "6.8/rule-4",
        "6.8/rule-5",
        "6.8/input-15-15",
        "6.8/input-queue15",
        "6.8/input-queue-15-queue15abc",
        "6.8/input-queue-queue0-queue-3",
        "6.8/input-queue15-queue15-abc-0-0-5",
        "6.8/input-15abc",
        "6.8/input-null-15-0-json-float-15-true-and-no-ot",
        "6.8/error-user-id-empty",
        "6.8/error-queue-id-empty",
        "6.8/error-transfer-id-empty",
        "10.1/operator-methods-exactly-as-6-incl-empty-err"
    })
    void theTargetIsReadAsPhpReadsIt(String expected, List<Object> parameters) {
        long chat = accepted(22, 27);
        Object[] all =
                Stream.concat(Stream.of("CHAT_ID", chat), parameters.stream()).toArray();

        Answer answer = call(27, "imopenlines.operator.transfer", all);

        if (expected.equals(USER)) {
            assertThat(answer.outcome()).isEqualTo("200 true");
            assertThat(dialog(chat).owner()).isEqualTo(15);
        } else if (expected.equals(LINE)) {
            assertThat(answer.outcome()).isEqualTo("200 true");
            assertThat(dialog(chat).lineId()).isEqualTo(15);
            assertThat(dialog(chat).owner()).isZero();
        } else {
            assertThat(answer.outcome()).isEqualTo("400 " + expected);
            assertThat(dialog(chat).owner()).isEqualTo(27);
        }
    }

    @Test
    @Row("6.8/input-user-id-form-body")
    void anEmptyFormFieldIsAnEmptyUser() {
        long chat = accepted(22, 27);

        Answer answer = post(
                portal.webhook(27).url() + "imopenlines.operator.transfer",
                "application/x-www-form-urlencoded",
                "CHAT_ID=" + chat + "&USER_ID=&QUEUE_ID=15");

        assertThat(answer.outcome()).isEqualTo("400 USER_ID_EMPTY");
    }

    @Test
    @Row({"6.8/rule-1", "6.8/error-chat-id-empty"})
    void theChatIsCheckedBeforeTheTarget() {
        assertThat(call(27, "imopenlines.operator.transfer", "CHAT_ID", "chat7").outcome())
                .isEqualTo("400 CHAT_ID_EMPTY");
    }
}
