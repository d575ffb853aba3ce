// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strict mode: what a real portal would ignore in silence. */
class StrictTest extends PortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.strict();
    }

    @Test
    void anUnknownMethodIsFoundWithItsNearestName() {
        assertThat(call(27, "imopenlines.operator.anwser").outcome()).isEqualTo("404 ERROR_METHOD_NOT_FOUND");

        assertThat(portal.findings())
                .singleElement()
                .asString()
                .contains("imopenlines.operator.anwser; nearest known: [imopenlines.operator.answer");
    }

    @Test
    void anUnknownMethodInABatchIsFound() {
        call(27, "batch", "cmd", map("a", "server.tim"));

        assertThat(portal.findings()).singleElement().asString().contains("server.tim;", "server.time");
    }

    @Test
    void anUnknownParameterIsFoundWithTheKnownOnes() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        call(27, "imopenlines.operator.answer", "CHAT_ID", chat, "CHATID", chat);

        assertThat(portal.findings())
                .containsExactly("imopenlines.operator.answer does not read the parameter CHATID; it reads [CHAT_ID]");
    }

    @Test
    void aParameterInTheWrongCaseIsFoundAlthoughTheMethodRefuses() {
        call(27, "imopenlines.operator.another.finish", "chat_id", 5);

        assertThat(portal.findings()).singleElement().asString().contains("chat_id", "[CHAT_ID]");
    }

    @ParameterizedTest
    @CsvSource({
        "server.time, bx24_request_id",
        "imopenlines.operator.answer, chat_id",
        "imopenlines.operator.transfer, TRANSFER_ID",
        "user.get, ACTIVE",
        "user.get, start"
    })
    void whatIsUnderstoodIsNotFound(String method, String parameter) {
        call(27, method, parameter, 5);

        assertThat(portal.findings()).isEmpty();
        portal.verify();
    }

    @Test
    void verifyFailsWithTheFindings() {
        call(27, "no.such.method");

        assertThatThrownBy(() -> portal.verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no.such.method");
    }

    @Test
    void aPortalThatIsNotStrictFindsNothing() {
        try (PortalSimulator lenient = PortalSimulator.standard().start()) {
            get(lenient.webhook(27).url() + "no.such.method?a=1");

            assertThat(lenient.findings()).isEmpty();
            lenient.verify();
        }
    }
}
