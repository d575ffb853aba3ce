// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is masked in whatever way a portal, a proxy or an error page writes it. */
class MaskTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc123", "a+b/c==", "p@ss & <word>'s \"end\"", "x.y_z-1~", "пароль", "\uD83D\uDE00k"})
    void everyEncodingIsMasked(String secret) {
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        List<String> written = List.of(
                secret,
                url.replace("+", "%20"),
                url.replace("+", "%20").toLowerCase(Locale.ROOT).equals(url)
                        ? secret
                        : lowerHex(url.replace("+", "%20")),
                URLEncoder.encode(url.replace("+", "%20"), StandardCharsets.UTF_8),
                everyByte(secret),
                StringEscapeUtils.escapeHtml4(secret),
                StringEscapeUtils.escapeXml11(secret),
                StringEscapeUtils.escapeHtml4(url.replace("+", "%20")),
                entities(secret, "&#%d;"),
                entities(secret, "&#x%X;"),
                entities(secret, "&#x%04x;"),
                StringEscapeUtils.escapeHtml4(entities(secret, "&#%d;")),
                secret.replace("/", "\\/").replace("\"", "\\\""));

        for (String each : written) {
            assertThat(Mask.over("a " + each + " b " + each, List.of(secret)))
                    .as(each)
                    .isEqualTo("a xxxxxx b xxxxxx");
        }
    }

    private static String lowerHex(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int i = 0; i < url.length() - 2; i++) {
            if (url.charAt(i) == '%') {
                lower.replace(i + 1, i + 3, url.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
            }
        }
        return lower.toString();
    }

    private static String everyByte(String secret) {
        StringBuilder encoded = new StringBuilder();
        for (byte part : secret.getBytes(StandardCharsets.UTF_8)) {
            encoded.append("%%%02X".formatted(part & 0xFF));
        }
        return encoded.toString();
    }

    private static String entities(String secret, String form) {
        return secret.codePoints().mapToObj(form::formatted).collect(Collectors.joining());
    }

    @Test
    void aLongerSecretIsMaskedBeforeTheOneThatBeginsIt() {
        assertThat(Mask.over("code abcdef", List.of("abc", "abcdef"))).isEqualTo("code xxxxxx");
    }

    @Test
    void whatIsNoSecretStays() {
        assertThat(Mask.over("100 % $1 \\ of &amp; abd", List.of("abc"))).isEqualTo("100 % $1 \\ of &amp; abd");
        assertThat(Mask.over(null, List.of("abc"))).isNull();
        assertThat(Mask.over("text", Arrays.asList("", " ", null))).isEqualTo("text");
        assertThat(Mask.over("a(b", Stream.of("a(b").toList())).isEqualTo("xxxxxx");
    }
}
