// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import java.util.Map;

/** Answers requests that are not the portal's own, in JSON. */
public interface SideDoor {

    /**
     * Runs on the server's thread and must not block.
     *
     * @param path what follows the prefix under which the door is mounted
     * @param query the query string
     * @param body a JSON object, empty for none
     */
    Answer answer(String httpMethod, String path, Map<String, Object> query, Map<String, Object> body);

    /** A status and what is written as JSON. */
    record Answer(int status, Object json) {}
}
