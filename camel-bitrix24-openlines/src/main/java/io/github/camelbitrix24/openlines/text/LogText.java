// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.text;

import org.apache.commons.lang3.StringUtils;

/** Makes a text from outside a part of one line: it can neither begin a line of its own nor steer a terminal. */
public final class LogText {
    private static final int LONGEST = 300;

    private LogText() {}

    /**
     * A name or a short text, for a log line.
     *
     * @return on one line, at most 300 characters before the escapes; null for null
     */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * A text for one line.
     *
     * @param longest how many of its characters are shown
     * @return with control characters, line and paragraph separators, marks of writing direction and halves of surrogate pairs
     *     written as {@code \n}, {@code \t} or {@code \\uXXXX}; null for null
     */
    public static String of(String text, int longest) {
        String shown = StringUtils.abbreviate(text, longest);
        if (shown == null || shown.codePoints().noneMatch(LogText::acts)) {
            return shown;
        }
        StringBuilder line = new StringBuilder(shown.length() + 16);
        shown.codePoints().forEach(sign -> append(line, sign));
        return line.toString();
    }

    private static boolean acts(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder line, int sign) {
        if (!acts(sign)) {
            line.appendCodePoint(sign);
        } else if (sign == '\n') {
            line.append("\\n");
        } else if (sign == '\r') {
            line.append("\\r");
        } else if (sign == '\t') {
            line.append("\\t");
        } else if (Character.isBmpCodePoint(sign)) {
            line.append("\\u%04X".formatted(sign));
        } else {
            line.append("\\x{%X}".formatted(sign));
        }
    }
}
