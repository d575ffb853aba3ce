// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import java.util.function.Consumer;

/** Changes and deletions of messages, by their authors (§8.6). */
public final class MessageEdits {

    private final Desk desk;
    private final BotNews news;

    MessageEdits(Desk desk, BotNews news) {
        this.desk = desk;
        this.news = news;
    }

    public void change(Chat chat, Message message, String text) {
        Message changed = message.withText(text);
        chat.replace(changed);
        desk.touch(chat);
        if (message.authorKind() == AuthorKind.CLIENT) {
            desk.openLineEvents().clientEdited(chat, changed);
            botsIn(chat, bot -> news.messageUpdated(bot, chat, changed));
        } else if (chat.isOpenLine()) {
            desk.openLineEvents().operatorEdited(chat, changed);
        }
    }

    public void delete(Chat chat, Message message) {
        chat.remove(message);
        desk.touch(chat);
        if (message.authorKind() == AuthorKind.CLIENT) {
            desk.openLineEvents().clientDeleted(chat, message);
            botsIn(chat, bot -> news.messageDeleted(bot, chat, message));
        } else if (chat.isOpenLine()) {
            desk.openLineEvents().operatorDeleted(chat, message);
        }
    }

    private void botsIn(Chat chat, Consumer<Bot> action) {
        desk.state().bots().stream().filter(bot -> chat.hasMember(bot.id())).forEach(action);
    }
}
