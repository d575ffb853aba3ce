// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.List;

/** One message of a chat; {@code authorId} is 0 for the portal's own words. */
public record MessageView(
        long id,
        long authorId,
        AuthorKind authorKind,
        String text,
        boolean system,
        Instant time,
        List<MessageFile> files) {}
