// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.convert;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.RestTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values as maps of plain Java: the record's names in its order, every key present, instants as ISO 8601 text. */
final class Plain {
    private Plain() {}

    static Map<String, Object> of(OperatorResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("operation", result.operation());
        map.put("chatId", result.chatId());
        map.put("result", result.result());
        map.put("outcome", result.outcome().name());
        map.put("before", result.before() == null ? null : of(result.before()));
        map.put("after", result.after() == null ? null : of(result.after()));
        map.put("time", result.time() == null ? null : of(result.time()));
        return map;
    }

    static Map<String, Object> of(Dialog dialog) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("chatId", dialog.chatId());
        map.put("ownerId", dialog.ownerId());
        map.put("lineId", dialog.lineId());
        map.put("sessionId", dialog.sessionId());
        map.put("userCode", dialog.userCode());
        map.put("closing", dialog.closing());
        map.put("pinned", dialog.pinned());
        map.put("crm", dialog.crm());
        map.put("data", dialog.data());
        return map;
    }

    static Map<String, Object> of(ChatEvent event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", event.type());
        map.put("memberId", event.memberId());
        map.put("chatId", event.chatId());
        map.put("externalChatId", event.externalChatId());
        map.put("messageId", event.messageId());
        map.put("text", event.text());
        map.put("author", event.author() == null ? null : of(event.author()));
        map.put("lineId", event.lineId());
        map.put("connectorId", event.connectorId());
        map.put("userCode", event.userCode());
        map.put("time", text(event.time()));
        map.put("data", event.data());
        return map;
    }

    private static Map<String, Object> of(Author author) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", author.id());
        map.put("kind", author.kind());
        map.put("name", author.name());
        return map;
    }

    private static Map<String, Object> of(RestTime time) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("start", text(time.start()));
        map.put("finish", text(time.finish()));
        map.put("duration", time.duration());
        map.put("processing", time.processing());
        map.put("operating", time.operating());
        map.put("operatingResetAt", text(time.operatingResetAt()));
        return map;
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
