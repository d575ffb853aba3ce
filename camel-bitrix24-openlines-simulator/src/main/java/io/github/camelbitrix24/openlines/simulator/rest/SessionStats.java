// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.CrmEntity;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import io.github.camelbitrix24.openlines.simulator.model.TransferRecord;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the statistics tell about one session; null stands for what there is not (imopenlines.v2). */
final class SessionStats {

    private static final Duration FIRST_ANSWER_GOAL = Duration.ofSeconds(60);

    private final PortalState state;
    private final ZoneId zone;

    SessionStats(Call call) {
        state = call.portal().state();
        zone = call.portal().zone();
    }

    Map<String, Object> listed(Session session) {
        Chat chat = chat(session);
        Optional<CrmEntity> entity = state.crm().mainEntityOf(chat.id());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", session.id());
        fields.put("configId", session.lineId());
        fields.put("source", source(session));
        fields.put("operatorId", idOrNull(session.operatorId()));
        fields.put("userId", chat.openLine().clientId());
        fields.put("userCode", chat.openLine().externalChatId());
        fields.put("chatId", chat.id());
        fields.put("dateCreate", iso(session.started()));
        fields.put("dateClose", iso(session.closedAt()));
        fields.put("dateFirstAnswer", iso(session.firstAnswered()));
        fields.put("dateOperatorAnswer", iso(session.operatorAnswered()));
        fields.put("status", status(session));
        fields.put(
                "closeReason",
                session.closeReason() == null ? null : session.closeReason().wireName());
        fields.put("vote", vote(session));
        fields.put(
                "voteHead",
                session.rating().headVote() == 0 ? null : session.rating().headVote());
        fields.put("commentHead", session.rating().headComment());
        fields.put("crmEntityType", entity.map(found -> found.type().wireName()).orElse(null));
        fields.put("crmEntityId", entity.map(CrmEntity::id).orElse(null));
        fields.put("queueTransfers", queueTransfers(session));
        fields.put("waitAnswer", waitAnswer(session));
        fields.put("waitClose", waitClose(session));
        fields.put("kpiFirstAnswer", kpiFirstAnswer(session));
        fields.put("messageCount", messages(session).size());
        return fields;
    }

    /** A session that there is not has nothing but its id. */
    Map<String, Object> counted(long sessionId) {
        Optional<Session> session = state.session(sessionId);
        List<Message> messages = session.map(this::messages).orElse(null);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sessionId", sessionId);
        fields.put("waitAnswer", session.map(this::waitAnswer).orElse(null));
        fields.put("waitClose", session.map(this::waitClose).orElse(null));
        fields.put("messagesCount", messages == null ? null : messages.size());
        fields.put("messagesOperatorCount", messages == null ? null : countOf(messages, AuthorKind.OPERATOR));
        fields.put("messagesClientCount", messages == null ? null : countOf(messages, AuthorKind.CLIENT));
        fields.put(
                "transfersCount", session.map(found -> found.transfers().size()).orElse(null));
        fields.put("kpiFirstAnswer", session.map(this::kpiFirstAnswer).orElse(null));
        fields.put("vote", session.map(SessionStats::vote).orElse(null));
        fields.put(
                "voteHead",
                session.map(found -> found.rating().headVote())
                        .filter(vote -> vote > 0)
                        .orElse(null));
        return fields;
    }

    Map<String, Object> rating(Session session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sessionId", session.id());
        fields.put("configId", session.lineId());
        fields.put("operatorId", idOrNull(session.operatorId()));
        fields.put("source", source(session));
        fields.put("vote", vote(session));
        fields.put(
                "voteHead",
                session.rating().headVote() == 0 ? null : session.rating().headVote());
        fields.put("commentHead", session.rating().headComment());
        fields.put("dateVote", iso(session.rating().voted()));
        fields.put("dateSessionClose", iso(session.closedAt()));
        return fields;
    }

    Map<String, Object> transfer(Session session, TransferRecord transfer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sessionId", session.id());
        fields.put("date", iso(transfer.date()));
        fields.put("fromOperatorId", idOrNull(transfer.fromOperator()));
        fields.put("toOperatorId", idOrNull(transfer.toOperator()));
        fields.put("fromConfigId", transfer.fromLine());
        fields.put("toConfigId", idOrNull(transfer.toLine()));
        fields.put("reason", transfer.reason().name().toLowerCase(Locale.ROOT));
        fields.put("mode", transfer.mode().name());
        fields.put("type", transfer.type().name());
        fields.put("initiatorId", idOrNull(transfer.initiator()));
        return fields;
    }

    String source(Session session) {
        return chat(session).openLine().connector();
    }

    static String status(Session session) {
        if (session.isSpam()) {
            return "spam";
        }
        if (session.isClosed()) {
            return "closed";
        }
        if (session.isPinned()) {
            return "paused";
        }
        return session.status().code() < SessionStatus.ANSWER.code() ? "new" : "answered";
    }

    static String vote(Session session) {
        if (session.rating().vote() == null) {
            return "none";
        }
        return session.rating().vote() == 1 ? "like" : "dislike";
    }

    /** Seconds until an operator took the session. */
    Long waitAnswer(Session session) {
        return seconds(session.started(), session.operatorAnswered());
    }

    /** Seconds until it was closed. */
    Long waitClose(Session session) {
        return seconds(session.started(), session.closedAt());
    }

    /** Whether the first answer came within the minute that a new line gives for it ({@code NO_ANSWER_TIME}, §7.5). */
    Boolean kpiFirstAnswer(Session session) {
        Long seconds = seconds(session.started(), session.firstAnswered());
        return seconds == null ? null : seconds <= FIRST_ANSWER_GOAL.toSeconds();
    }

    boolean hasCrm(Session session) {
        return state.crm().mainEntityOf(session.chatId()).isPresent();
    }

    private static long queueTransfers(Session session) {
        return session.transfers().stream()
                .filter(transfer -> transfer.type() == TransferRecord.Type.QUEUE
                        || transfer.reason() != TransferRecord.Reason.MANUAL)
                .count();
    }

    private List<Message> messages(Session session) {
        return chat(session).messages().stream()
                .filter(message -> session.messageIds().contains(message.id()))
                .toList();
    }

    private static long countOf(List<Message> messages, AuthorKind kind) {
        return messages.stream().filter(message -> message.authorKind() == kind).count();
    }

    private Chat chat(Session session) {
        return state.chat(session.chatId()).orElseThrow();
    }

    private static Long seconds(Instant from, Instant to) {
        return to == null ? null : Duration.between(from, to).toSeconds();
    }

    private static Long idOrNull(long id) {
        return id == 0 ? null : id;
    }

    private String iso(Instant time) {
        return time == null ? null : PortalTime.iso(time, zone);
    }
}
