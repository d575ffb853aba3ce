// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.List;

/**
 * One message of a chat.
 *
 * @param id the portal's message id
 * @param authorId the Bitrix24 user, 0 for the portal's own words
 * @param authorKind what that user is
 * @param text as it was written; may be empty with files
 * @param system a message of the system
 * @param time by the portal's clock
 * @param files none for most
 */
public record MessageView(
        long id,
        long authorId,
        AuthorKind authorKind,
        String text,
        boolean system,
        Instant time,
        List<MessageFile> files) {}
