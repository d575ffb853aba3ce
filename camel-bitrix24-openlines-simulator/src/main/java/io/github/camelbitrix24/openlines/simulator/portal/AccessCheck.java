// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.User;

/** Decides, in the order of §6.2, whether a caller may touch a chat. */
public final class AccessCheck {

    private final PortalState state;

    AccessCheck(PortalState state) {
        this.state = state;
    }

    /** Returns the chat, or refuses with the first reason that applies. */
    public Chat require(long chatId, long callerId) {
        if (!state.isMessengerInstalled()) {
            throw Refused.with("IM_LOAD_ERROR", "The messenger is not installed");
        }
        if (chatId <= 0) {
            throw wrongChat();
        }
        if (callerId <= 0) {
            throw refused("USER_ID", "User ID is invalid.", "The specified user identifier is incorrect");
        }
        Chat chat = state.chat(chatId).orElseThrow(this::wrongChat);
        if (!chat.isOpenLine()) {
            throw refused("CHAT_TYPE", "This chat is not Open Channel", "The specified chat is not an open line");
        }
        if (!chat.hasMember(callerId) && !isOffered(chat, callerId) && !mayJoin(chat, callerId)) {
            throw refused(
                    "ACCESS_DENIED",
                    "You do not have permission to access this chat.",
                    "You cannot open this conversation as you do not have sufficient rights");
        }
        return chat;
    }

    private Refused wrongChat() {
        return refused("CHAT_ID", "Chat ID is invalid.", "The specified chat identifier is incorrect");
    }

    private Refused refused(String code, String shown, String documented) {
        return Refused.with(code, state.is(PortalSwitch.DOCUMENTED_TEXTS) ? documented : shown);
    }

    private static boolean isOffered(Chat chat, long callerId) {
        Session session = chat.openSession();
        return session != null && session.offeredTo().contains(callerId);
    }

    /** §6.2 row 7: the line of the user code counts, not the line after a transfer. */
    private boolean mayJoin(Chat chat, long callerId) {
        User caller = state.user(callerId).orElse(null);
        Line line = state.line(chat.openLine().lineId()).orElse(null);
        if (caller == null) {
            return false;
        }
        if (state.crm()
                .mainEntityOf(chat.id())
                .map(entity -> entity.isReadableBy(caller))
                .orElse(false)) {
            return true;
        }
        if (line == null) {
            return caller.admin();
        }
        return caller.admin() || line.operators().contains(callerId) || (line.openToAll() && caller.isEmployee());
    }
}
