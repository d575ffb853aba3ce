// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** Puts a mask over secrets in a text from outside, however the text writes them: plainly, or encoded for URLs, HTML or JSON. */
final class Mask {
    private static final String MASK = "xxxxxx";
    private static final Map<Integer, String> ENTITIES = Map.of(
            (int) '&',
            "amp",
            (int) '<',
            "lt",
            (int) '>',
            "gt",
            (int) '"',
            "quot",
            (int) '\'',
            "apos",
            (int) '/',
            "sol",
            (int) '+',
            "plus",
            (int) '=',
            "equals",
            (int) '.',
            "period",
            (int) '_',
            "lowbar");

    private Mask() {}

    /**
     * Masks secrets.
     *
     * @param text may be null
     * @param secrets those that are blank or null are passed over
     */
    static String over(String text, Collection<String> secrets) {
        String pattern = secrets.stream()
                .filter(Objects::nonNull)
                .filter(StringUtils::isNotBlank)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .map(Mask::pattern)
                .collect(Collectors.joining("|"));
        return StringUtils.isEmpty(text) || pattern.isEmpty()
                ? text
                : Pattern.compile(pattern).matcher(text).replaceAll(MASK);
    }

    private static String pattern(String secret) {
        return secret.codePoints().mapToObj(Mask::pattern).collect(Collectors.joining());
    }

    /** A sign, or what URLs (encoded once or more often), HTML and JSON write for it. */
    private static String pattern(int sign) {
        String plain = Character.toString(sign);
        StringBuilder forms =
                new StringBuilder("(?:").append(Pattern.quote(plain)).append('|');
        for (byte part : plain.getBytes(StandardCharsets.UTF_8)) {
            forms.append("%%(?:25)*(?i:%02x)".formatted(part & 0xFF));
        }
        forms.append("|&(?:amp;)*#0*").append(sign).append(";?");
        forms.append("|&(?:amp;)*#[xX]0*(?i:%x);?".formatted(sign));
        if (sign == ' ') {
            forms.append("|\\+");
        }
        if (ENTITIES.containsKey(sign)) {
            forms.append("|&(?:amp;)*").append(ENTITIES.get(sign)).append(';');
        }
        if (Character.isBmpCodePoint(sign)) {
            forms.append("|\\\\+u(?i:%04x)".formatted(sign));
        }
        return forms.append("|\\\\+").append(Pattern.quote(plain)).append(')').toString();
    }
}
