// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

/** Text from outside as one short line of a log: nothing in it ends a line, or acts on a terminal. */
public final class LogText {
    private static final int LONGEST = 200;

    private LogText() {}

    /** The text with what cannot be printed written by its number, and cut after 200 characters; null as {@code null}. */
    public static String of(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST) + 20);
        int end = Math.min(text.length(), LONGEST);
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (isPlain(c)) {
                line.append(c);
            } else {
                line.append(String.format("\\u%04X", (int) c));
            }
        }
        return end == text.length() ? line.toString() : line + "… (" + text.length() + " characters)";
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
