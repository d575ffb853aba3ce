// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a chat. What an event does not carry is null.
 *
 * @param type upper-case name, {@code ONIMBOTV2MESSAGEADD} say (§8, §11.2)
 * @param memberId the portal's stable id
 * @param chatId the Bitrix24 chat, never the messenger's
 * @param externalChatId the messenger's chat (§8.4)
 * @param messageId the portal's message id where there is one, else the messenger's
 * @param text what was written
 * @param author who wrote it
 * @param lineId the line
 * @param connectorId the connector, {@code livechat} say
 * @param userCode {@code connector|line|external chat|connector user}
 * @param time when it happened, by the portal's clock
 * @param data the rest of the event, without tokens
 */
public record ChatEvent(
        String type,
        String memberId,
        Long chatId,
        String externalChatId,
        String messageId,
        String text,
        Author author,
        Long lineId,
        String connectorId,
        String userCode,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = JsonForm.InstantReader.class)
        Instant time,

        @JsonDeserialize(using = JsonForm.DataReader.class) Map<String, Object> data)
        implements Serializable {}
