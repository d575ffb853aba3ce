// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a line as {@code imopenlines.config.*} names them: all scalars strings, dates empty objects (§7.5). */
final class LineFields {

    private LineFields() {}

    static Map<String, Object> of(Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", String.valueOf(line.id()));
        fields.put("ACTIVE", flag(line.active()));
        fields.put("LINE_NAME", line.name());
        fields.put("CRM", "N");
        fields.put("CRM_CREATE", "none");
        fields.put("CRM_TRANSFER_CHANGE", "Y");
        fields.put("QUEUE_TIME", String.valueOf(line.queueTime().toSeconds()));
        fields.put("NO_ANSWER_TIME", "60");
        fields.put("QUEUE_TYPE", line.queueType().wireName());
        fields.put("CHECK_AVAILABLE", flag(line.checkAvailable()));
        fields.put("WELCOME_BOT_ENABLE", flag(line.welcomeBot().isPresent()));
        fields.put("WELCOME_BOT_JOIN", "always");
        fields.put(
                "WELCOME_BOT_ID",
                line.welcomeBot().map(bot -> String.valueOf(bot.botId())).orElse("0"));
        fields.put(
                "WELCOME_BOT_LEFT",
                line.welcomeBot().map(Line.WelcomeBot::leavesAtQueue).orElse(true) ? "queue" : "close");
        fields.put("VOTE_MESSAGE", flag(line.voteMessage()));
        fields.put("VOTE_TIME_LIMIT", "0");
        fields.put("VOTE_BEFORE_FINISH", "Y");
        fields.put("VOTE_CLOSING_DELAY", "N");
        fields.put("WORKTIME_ENABLE", "N");
        fields.put("CLOSE_RULE", line.closeRule().wireName());
        fields.put("CLOSE_TEXT", line.closeText());
        fields.put("FULL_CLOSE_TIME", String.valueOf(line.fullCloseTime().toMinutes()));
        fields.put("AUTO_CLOSE_RULE", line.autoCloseRule().wireName());
        fields.put("AUTO_CLOSE_TIME", String.valueOf(line.autoCloseTime().toSeconds()));
        fields.put("AUTO_CLOSE_TEXT", line.autoCloseText());
        fields.put("DATE_CREATE", JsonNodeFactory.instance.objectNode());
        fields.put("DATE_MODIFY", JsonNodeFactory.instance.objectNode());
        fields.put("MODIFY_USER_ID", "1");
        fields.put("TEMPORARY", "N");
        fields.put("XML_ID", null);
        fields.put("LANGUAGE_ID", "en");
        fields.put("TYPE_MAX_CHAT", "answered_new");
        fields.put("MAX_CHAT", String.valueOf(line.maxChat()));
        fields.put("CONFIRM_CLOSE", "Y");
        return fields;
    }

    static void putQueue(Map<String, Object> fields, Line line, PortalState state, boolean showOffline) {
        List<Long> shown = line.operators().stream()
                .filter(user -> showOffline || state.isOnline(user))
                .toList();
        Map<String, Object> full = new LinkedHashMap<>();
        Map<String, Object> users = new LinkedHashMap<>();
        for (int position = 0; position < shown.size(); position++) {
            String id = String.valueOf(shown.get(position));
            full.put(id, queueRow(id, position));
            users.put(id, userFields());
        }
        fields.put("QUEUE", shown.stream().map(String::valueOf).toList());
        fields.put("QUEUE_FULL", full);
        fields.put("QUEUE_USERS_FIELDS", users);
        fields.put("QUEUE_ONLINE", flag(line.operators().stream().anyMatch(state::isOnline)));
    }

    static void putConfigQueue(Map<String, Object> fields, Line line) {
        fields.put(
                "CONFIG_QUEUE",
                line.operators().stream()
                        .map(user -> Map.<String, Object>of("ENTITY_TYPE", "user", "ENTITY_ID", String.valueOf(user)))
                        .toList());
    }

    private static Map<String, Object> queueRow(String userId, int position) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ID", String.valueOf(position + 1));
        row.put("SORT", String.valueOf(position));
        row.put("USER_ID", userId);
        row.put("DEPARTMENT_ID", "0");
        row.putAll(userFields());
        return row;
    }

    private static Map<String, Object> userFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("USER_NAME", null);
        fields.put("USER_WORK_POSITION", null);
        fields.put("USER_AVATAR", null);
        fields.put("USER_AVATAR_ID", "0");
        return fields;
    }

    private static String flag(boolean value) {
        return value ? "Y" : "N";
    }
}
