// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import java.time.Instant;

/** What the payload of an event says of its chat; each null if it says nothing of it. */
record EventFields(
        Long chatId,
        String externalChatId,
        String messageId,
        String text,
        Author author,
        Long lineId,
        String connectorId,
        String userCode,
        Instant time) {

    static final EventFields NONE = new EventFields(null, null, null, null, null, null, null, null, null);
}
