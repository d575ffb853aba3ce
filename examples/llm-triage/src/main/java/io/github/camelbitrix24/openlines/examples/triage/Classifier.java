// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.triage;

import org.apache.camel.Body;

/** Says what a message is about; a bean of this kind is used by {@code triage.classifier = bean:NAME}. */
@FunctionalInterface
public interface Classifier {

    /**
     * Reads one message.
     *
     * @param text what the client wrote, untrusted
     * @return the name of a {@link Category}; any other text counts as {@link Category#OTHER}
     * @throws Exception if it cannot tell: then the rules decide
     */
    String classify(@Body String text) throws Exception;
}
