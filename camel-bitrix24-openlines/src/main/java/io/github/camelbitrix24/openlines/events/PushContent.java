// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.PhpForm;
import java.util.Map;

/** The form of a request, in whichever way the HTTP server has taken it apart, before it is built. */
interface PushContent {

    /**
     * What it says of itself.
     *
     * @throws IllegalArgumentException if it is no form; the text shows nothing of it
     */
    PushHead head();

    /**
     * Its fields.
     *
     * @throws IllegalArgumentException as {@link #head} does
     */
    Map<String, Object> form();

    /** A body as it came. */
    static PushContent of(byte[] body, int length) {
        return new PushContent() {
            @Override
            public PushHead head() {
                return new PushHead().read(body, length, true);
            }

            @Override
            public Map<String, Object> form() {
                return PhpForm.read(body, length);
            }
        };
    }

    /**
     * Fields that the server has decoded.
     *
     * @param namesAlone whether it has left the values as they came
     */
    static PushContent of(Map<?, ?> fields, boolean namesAlone) {
        return new PushContent() {
            @Override
            public PushHead head() {
                return new PushHead().read(fields);
            }

            @Override
            public Map<String, Object> form() {
                return namesAlone ? PhpForm.readRaw(fields) : PhpForm.read(fields);
            }
        };
    }
}
