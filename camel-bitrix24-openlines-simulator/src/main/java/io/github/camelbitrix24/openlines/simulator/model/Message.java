// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.MessageFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message in a chat; {@code authorId} 0 is the portal itself.
 *
 * @param externalId the message's id in the client's messenger, null while it is not known there (§8.4)
 * @param params the portal's notes on the message, which connectors get (§8.5)
 */
public record Message(
        long id,
        long chatId,
        long authorId,
        AuthorKind authorKind,
        String text,
        boolean system,
        Instant time,
        String externalId,
        List<MessageFile> files,
        Map<String, Object> params) {

    public Message {
        files = List.copyOf(files);
        params = Map.copyOf(params);
    }

    public Message withText(String changed) {
        return new Message(id, chatId, authorId, authorKind, changed, system, time, externalId, files, params);
    }

    public Message withExternalId(String known) {
        return new Message(id, chatId, authorId, authorKind, text, system, time, known, files, params);
    }
}
