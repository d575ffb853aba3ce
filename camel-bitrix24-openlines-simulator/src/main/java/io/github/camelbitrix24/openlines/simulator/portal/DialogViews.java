// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Pictures of the state that may leave the lock. */
final class DialogViews {

    private final PortalState state;

    DialogViews(PortalState state) {
        this.state = state;
    }

    DialogView of(Chat chat) {
        Session session = chat.latestSession();
        Chat.OpenLine openLine = chat.openLine();
        return new DialogView(
                chat.id(),
                chat.owner(),
                session.operatorId(),
                session.lineId(),
                session.id(),
                session.status().code(),
                session.isClosed(),
                session.isSpam(),
                session.awaitsAction(),
                session.awaitsAnswer(),
                inOrder(chat.members()),
                session.offeredTo(),
                openLine.userCode(),
                state.user(openLine.clientId()).map(User::name).orElse(""),
                chat.messages().stream().map(DialogViews::of).toList());
    }

    static MessageView of(Message message) {
        return new MessageView(
                message.id(),
                message.authorId(),
                message.authorKind(),
                message.text(),
                message.system(),
                message.time(),
                message.files());
    }

    List<DialogView> all() {
        return state.chats().stream().filter(Chat::isOpenLine).map(this::of).toList();
    }

    private static Set<Long> inOrder(Set<Long> members) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(members));
    }
}
