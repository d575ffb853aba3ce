// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What becomes of a portal without clients, operators and callers: broken rows, missing modules, chats of another kind. */
final class Circumstances {

    private final Portal portal;
    private final Known known;

    Circumstances(Portal portal, Known known) {
        this.portal = portal;
        this.known = known;
    }

    void lineActive(long lineId, boolean active) {
        portal.run(() -> portal.state().put(known.line(lineId).withActive(active)));
    }

    long groupChat(String title, long... members) {
        return portal.inside(() -> {
            List<Long> ids = LongStream.of(members)
                    .map(id -> known.user(id).id())
                    .boxed()
                    .toList();
            Chat chat = Chat.ofGroup(portal.state().newChatId(), title, portal.now(), ids);
            portal.state().addGroup(chat);
            return chat.id();
        });
    }

    void breakChat(long chatId) {
        portal.run(() -> openSession(chatId).misfile());
    }

    void closeSilently(long chatId, SessionStatus status) {
        portal.run(() -> portal.sessions().closeSilently(openSession(chatId), known.dialog(chatId), status));
    }

    private Session openSession(long chatId) {
        Session session = known.dialog(chatId).openSession();
        if (session == null) {
            throw new IllegalArgumentException("Chat " + chatId + " has no open session");
        }
        return session;
    }

    void messenger(boolean installed) {
        portal.run(() -> portal.state().messengerInstalled(installed));
    }

    void tellBot(String botCode, String type, long chatId, Map<String, Object> more) {
        portal.run(() -> portal.bots().tell(known.bot(botCode), type, known.chat(chatId), more));
    }
}
