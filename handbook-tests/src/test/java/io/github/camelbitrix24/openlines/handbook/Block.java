// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of code on a page.
 *
 * @param line where its fence stands, from 1
 * @param language the word after the fence, empty if there is none
 */
record Block(Path page, int line, String language, String text) {
    private static final String FENCE = "```";

    /** The blocks of a page; a fence that is never closed fails. */
    static List<Block> of(Path page) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = null;
        String language = "";
        int start = 0;
        int number = 0;
        for (String line : Repository.text(page).split("\n", -1)) {
            number++;
            boolean fence = line.stripLeading().startsWith(FENCE);
            if (fence && text == null) {
                text = new StringBuilder();
                language = line.strip().substring(FENCE.length()).strip();
                start = number;
            } else if (fence) {
                blocks.add(new Block(page, start, language, text.toString()));
                text = null;
            } else if (text != null) {
                text.append(line).append('\n');
            }
        }
        if (text != null) {
            throw new AssertionError(Repository.relative(page) + ":" + start + " is never closed");
        }
        return blocks;
    }

    /** Where it stands, for messages. */
    String where() {
        return Repository.relative(page) + ":" + line;
    }
}
