// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhpFormTest {

    @Test
    void bracketsBecomeMapsAndLists() {
        assertThat(
                        read(
                                "event=E&data%5BDATA%5D%5Bchat%5D%5Bid%5D=a+b%26%C3%A9&data[MESSAGES][0][x]=1&data[MESSAGES][1][x]=2"))
                .isEqualTo(Map.of(
                        "event",
                        "E",
                        "data",
                        Map.of(
                                "DATA",
                                Map.of("chat", Map.of("id", "a b&é")),
                                "MESSAGES",
                                List.of(Map.of("x", "1"), Map.of("x", "2")))));
    }

    @Test
    void numbersThatAreNoPositionsStayKeys() {
        assertThat(read("data[BOT][567][BOT_ID]=567&data[GAP][1]=x"))
                .isEqualTo(Map.of(
                        "data", Map.of("BOT", Map.of("567", Map.of("BOT_ID", "567")), "GAP", Map.of("1", "x"))));
    }

    @Test
    void emptyBracketsCount() {
        assertThat(read("a[]=x&a[]=y")).isEqualTo(Map.of("a", List.of("x", "y")));
    }

    @Test
    void aNameWithoutValueIsEmptyText() {
        assertThat(read("a&b=&&c=1&")).isEqualTo(Map.of("a", "", "b", "", "c", "1"));
    }

    @Test
    void valuesThatAServerLeftAsTheyCameAreDecoded() {
        assertThat(PhpForm.readRaw(Map.of("data[text]", "1+%2B+1%2C+100+%25+%C3%BC", "a[]", List.of("x%3D", "y"))))
                .isEqualTo(Map.of("data", Map.of("text", "1 + 1, 100 % ü"), "a", List.of("x=", "y")));
        assertThatIllegalArgumentException().isThrownBy(() -> PhpForm.readRaw(Map.of("a", "100%")));
    }

    @Test
    void fieldsTakenApartByAServerReadTheSame() {
        assertThat(PhpForm.read(Map.of("data[DATA][0][id]", "7", "a[]", List.of("x", "y"))))
                .isEqualTo(Map.of("data", Map.of("DATA", List.of(Map.of("id", "7"))), "a", List.of("x", "y")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event=A&event=B",
                "auth[application_token]=a&auth[application_token]=b",
                "auth=x&auth[application_token]=y",
                "auth[application_token]=y&auth=x",
                "a[b]=1&a[b][c]=2",
                "a=%",
                "a=%4",
                "a=%zz",
                "%=1",
                "a[b=1",
                "a[b]c=1",
                "[a]=1",
                "=1"
            })
    void whatPhpWouldNotHaveWrittenIsRefused(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(body))
                .withMessageStartingWith("not a form of the portal: ");
    }

    @Test
    void boundsAreKept() {
        assertThat(read("a" + "[x]".repeat(PhpForm.MOST_DEPTH) + "=1")).containsKey("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a" + "[x]".repeat(PhpForm.MOST_DEPTH + 1) + "=1"))
                .withMessageContaining("levels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a".repeat(PhpForm.LONGEST_NAME + 1) + "=1"))
                .withMessageContaining("characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a[]=1&".repeat(PhpForm.MOST_FIELDS + 1)))
                .withMessageContaining("fields");
        assertThatIllegalArgumentException()
                .as("each level is an array, which costs more than its brackets")
                .isThrownBy(() -> read(("a" + "[]".repeat(PhpForm.MOST_DEPTH) + "=1&").repeat(400)))
                .withMessageContaining("arrays");
    }

    private static Map<String, Object> read(String body) {
        return PhpForm.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
