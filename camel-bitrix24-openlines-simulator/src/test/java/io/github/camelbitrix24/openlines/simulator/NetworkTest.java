// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.network.*} and {@code imopenlines.revision.get} (§7.6). */
class NetworkTest extends PortalTest {

    private static final String OPEN = "a".repeat(32);
    private static final String SHUT = "b".repeat(32);

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.networkLine(OPEN, "Partner", true).networkLine(SHUT, "Gone", false);
    }

    @Test
    @Row("7.6/network-join")
    void joiningAgainGivesTheSameBot() {
        Answer first = call(27, "imopenlines.network.join", "code", OPEN);

        assertThat(first.result().isIntegralNumber()).isTrue();
        assertThat(call(27, "imopenlines.network.join", "CODE", OPEN).outcome()).isEqualTo(first.outcome());
        assertThat(join("short")).isEqualTo("400 CODE");
        assertThat(join("c".repeat(32))).isEqualTo("400 NOT_FOUND");
        assertThat(join(SHUT)).isEqualTo("400 INACTIVE");
        portal.messenger(false);
        assertThat(join(OPEN)).isEqualTo("400 IMBOT_ERROR");
    }

    @Test
    @Row({"3.3/imopenlines-network-message-add", "7.6/network-message-add"})
    void aUserGetsOneMessageAWeek() {
        assertThat(write("CODE", OPEN, "USER_ID", 27, "MESSAGE", "Hi")).isEqualTo("200 true");
        assertThat(write("CODE", OPEN, "USER_ID", 27, "MESSAGE", "Hi")).isEqualTo("400 USER_MESSAGE_LIMIT");
        clock.advance(Duration.ofDays(7));
        assertThat(write("CODE", OPEN, "USER_ID", 27, "MESSAGE", "Hi")).isEqualTo("200 true");
    }

    @Test
    @Row("7.6/network-message-add")
    void aMessageIsCheckedPartByPart() {
        assertThat(write("CODE", "x")).isEqualTo("400 CODE");
        assertThat(write("CODE", "c".repeat(32))).isEqualTo("400 NOT_FOUND");
        assertThat(write("CODE", OPEN)).isEqualTo("400 USER_ID_EMPTY");
        assertThat(write("CODE", OPEN, "USER_ID", 27)).isEqualTo("400 MESSAGE_EMPTY");
        assertThat(write("CODE", OPEN, "USER_ID", 27, "MESSAGE", "Hi", "ATTACH", "x"))
                .isEqualTo("400 ATTACH_ERROR");
        assertThat(write("CODE", OPEN, "USER_ID", 27, "MESSAGE", "Hi", "ATTACH", map("TEXT", "x".repeat(31_000))))
                .isEqualTo("400 ATTACH_OVERSIZE");
        assertThat(write("CODE", OPEN, "USER_ID", 27, "MESSAGE", "Hi", "KEYBOARD", "x"))
                .isEqualTo("400 KEYBOARD_ERROR");
        assertThat(write("CODE", OPEN, "USER_ID", 4711, "MESSAGE", "Hi")).isEqualTo("400 WRONG_REQUEST");
    }

    @Test
    @Row("7.6/revision-get")
    void theRevisionIsTold() {
        assertThat(call(27, "imopenlines.revision.get").result().toString())
                .isEqualTo("{\"rest\":2,\"web\":1,\"mobile\":1}");
    }

    private String join(String code) {
        return call(27, "imopenlines.network.join", "CODE", code).outcome();
    }

    private String write(Object... parameters) {
        return call(27, "imopenlines.network.message.add", parameters).outcome();
    }
}
