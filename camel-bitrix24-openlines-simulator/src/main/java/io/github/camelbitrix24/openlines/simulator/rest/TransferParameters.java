// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import io.github.camelbitrix24.openlines.simulator.portal.TransferTarget;

/** Reads the target of a transfer out of up to three parameters, as the table of §6.8 has it. */
final class TransferParameters {

    private static final String QUEUE = "queue";

    private TransferParameters() {}

    static long chatId(Parameters parameters) {
        long chatId = parameters.intval("CHAT_ID");
        if (chatId <= 0) {
            throw Refused.with("CHAT_ID_EMPTY", "Chat ID can't be empty");
        }
        return chatId;
    }

    static TransferTarget target(Parameters parameters) {
        Object user = parameters.get("USER_ID");
        Object line = parameters.get("QUEUE_ID");
        Object transfer = parameters.get("TRANSFER_ID");
        if (transfer instanceof String text && text.startsWith(QUEUE)) {
            line = text.substring(QUEUE.length());
        } else if (transfer instanceof String || isInteger(transfer)) {
            user = transfer;
        }
        if (user != null) {
            return new TransferTarget.ToUser(positive(user, "USER_ID_EMPTY", "User ID can't be empty"));
        }
        if (line != null) {
            return new TransferTarget.ToLine(positive(line, "QUEUE_ID_EMPTY", "QUEUE ID can't be empty"));
        }
        throw Refused.with("TRANSFER_ID_EMPTY", "Queue ID or User ID can't be empty");
    }

    /** §7.4: the documentation has bots look at USER_ID first, then at QUEUE_ID, then at TRANSFER_ID. */
    static TransferTarget documentedTarget(Parameters parameters) {
        parameters.passOver("USER_ID", "QUEUE_ID", "TRANSFER_ID");
        if (parameters.has("USER_ID")) {
            return new TransferTarget.ToUser(
                    positive(parameters.get("USER_ID"), "USER_ID_EMPTY", "User ID can't be empty"));
        }
        if (parameters.has("QUEUE_ID")) {
            return new TransferTarget.ToLine(
                    positive(parameters.get("QUEUE_ID"), "QUEUE_ID_EMPTY", "QUEUE ID can't be empty"));
        }
        return target(parameters);
    }

    private static long positive(Object value, String code, String text) {
        long id = Php.intval(value);
        if (id <= 0) {
            throw Refused.with(code, text);
        }
        return id;
    }

    private static boolean isInteger(Object value) {
        return value instanceof Integer || value instanceof Long;
    }
}
