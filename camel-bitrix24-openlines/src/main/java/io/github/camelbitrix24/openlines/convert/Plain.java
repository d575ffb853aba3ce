// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.convert;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.api.User;
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

    static Map<String, Object> of(Line line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", line.id());
        map.put("name", line.name());
        map.put("active", line.active());
        map.put("queueType", line.queueType());
        map.put("operatorIds", line.operatorIds());
        map.put("data", line.data());
        return map;
    }

    static Map<String, Object> of(User user) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", user.id());
        map.put("active", user.active());
        map.put("name", user.name());
        map.put("lastName", user.lastName());
        map.put("email", user.email());
        map.put("type", user.type());
        map.put("online", user.online());
        map.put("data", user.data());
        return map;
    }

    static Map<String, Object> of(OperatorLoad load) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("userId", load.userId());
        map.put("lineId", load.lineId());
        map.put("status", load.status());
        map.put("activeSessions", load.activeSessions());
        map.put("maxChat", load.maxChat());
        map.put("freeSlots", load.freeSlots());
        return map;
    }

    static Map<String, Object> of(BatchResult batch) {
        Map<String, Object> errors = new LinkedHashMap<>();
        batch.errors().forEach((name, failure) -> errors.put(name, of(failure)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("results", batch.results());
        map.put("errors", errors);
        return map;
    }

    /** Under the portal's own names (§1.7). */
    private static Map<String, Object> of(B24Exception failure) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", failure.getErrorCode());
        map.put("error_description", failure.getErrorDescription());
        map.put("message", failure.getMessage());
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
