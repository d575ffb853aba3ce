// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.Map;

/** The escapes of the portal's JSON, which a parser removes: {@code < > & ' "} by their numbers, the slash by a backslash (§1.5). */
final class PhpEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private static final String ESCAPED = "<>&'\"/";
    private static final int[] ASCII = CharacterEscapes.standardAsciiEscapesForJSON();
    private static final Map<Integer, SerializableString> SEQUENCES = new HashMap<>();

    static {
        for (char character : ESCAPED.toCharArray()) {
            ASCII[character] = CharacterEscapes.ESCAPE_CUSTOM;
            String sequence = character == '/' ? "\\/" : String.format("\\u%04X", (int) character);
            SEQUENCES.put((int) character, new SerializedString(sequence));
        }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return SEQUENCES.get(character);
    }
}
