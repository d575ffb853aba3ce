// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.triage;

import java.util.regex.Pattern;

/** Tells categories by words: the default, and what is left when another classifier fails. */
public final class WordRules implements Classifier {
    private static final Pattern BILLING = words("invoice|bill|billed|charged|payment|paid|refund|price");
    private static final Pattern TECHNICAL =
            words("error|crash(es|ed)?|broken|bug|login|log in|does not work|doesn't work");

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    @Override
    public String classify(String text) {
        if (BILLING.matcher(text).find()) {
            return Category.BILLING.name();
        }
        return (TECHNICAL.matcher(text).find() ? Category.TECHNICAL : Category.OTHER).name();
    }
}
