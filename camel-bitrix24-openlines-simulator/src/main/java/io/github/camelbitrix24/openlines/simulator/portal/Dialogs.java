// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import java.util.List;
import java.util.Optional;

/** Finds chats by the four names they go by (§7.1) and shows them. */
public final class Dialogs {

    private final Desk desk;

    Dialogs(Desk desk) {
        this.desk = desk;
    }

    public Optional<Chat> byChatId(long chatId) {
        return desk.state().chat(chatId);
    }

    public Optional<Chat> bySessionId(long sessionId) {
        return desk.state().session(sessionId).map(Session::chatId).flatMap(desk.state()::chat);
    }

    public Optional<Chat> byUserCode(String userCode) {
        return desk.state().chatByUserCode(userCode);
    }

    public Optional<DialogView> view(long chatId) {
        return byChatId(chatId).filter(Chat::isOpenLine).map(desk.views()::of);
    }

    public List<DialogView> all() {
        return desk.views().all();
    }
}
