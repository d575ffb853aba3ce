// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.commons.lang3.Strings;

/**
 * A text that somebody typed into a Kamelet, as a bean of the Kamelet's template: so it stands in no address of an endpoint of
 * ours. In the {@code kamelet:} address that Camel makes of the form it may stand written in safe signs.
 */
public final class TypedText {
    private static final String MARK = "typed64-";
    /** Signs that every step of an address leaves alone. */
    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}.,:;!_-]+(?: [\\p{L}\\p{N}.,:;!_-]+)*");

    private String text = "";

    /**
     * Writes a text so that an address carries it unchanged.
     *
     * @return the text itself if it has none but letters, digits, blanks between them and plain punctuation
     */
    public static String written(String text) {
        return !text.startsWith(MARK) && (text.isEmpty() || SAFE.matcher(text).matches())
                ? text
                : MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text as it was typed; empty for none. */
    public String getText() {
        return text;
    }

    /** Takes the text, or the text as {@link #written} gives it. */
    public void setText(String text) {
        this.text = text.startsWith(MARK)
                ? new String(Base64.getUrlDecoder().decode(Strings.CS.removeStart(text, MARK)), StandardCharsets.UTF_8)
                : text;
    }

    /** The text: an endpoint's option of type text becomes this. */
    @Override
    public String toString() {
        return text;
    }
}
