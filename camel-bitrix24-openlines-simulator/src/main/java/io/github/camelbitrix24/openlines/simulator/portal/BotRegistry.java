// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.List;
import java.util.Optional;

/** Registers bots and takes them away (§11.1). */
public final class BotRegistry {

    private final Desk desk;
    private final BotDesk bots;
    private final BotNews news;

    BotRegistry(Desk desk, BotDesk bots, BotNews news) {
        this.desk = desk;
        this.bots = bots;
        this.news = news;
    }

    /** Asked for the same code by the same owner again, the bot is the one from before. */
    public Bot register(Bot wanted) {
        Optional<Bot> known = desk.state().bot(wanted.code());
        if (known.isPresent()) {
            if (!known.get().isOf(wanted.profile().app(), wanted.token())) {
                throw Refused.with("BOT_CODE_ALREADY_TAKEN", "The code belongs to another bot");
            }
            return known.get();
        }
        if (!desk.state().hasRoomForABot()) {
            throw Refused.with("BOT_LIMIT_EXCEEDED", "The maximum number of bots is reached");
        }
        Bot bot = new Bot(desk.state().newUserId(), wanted.code(), wanted.name(), wanted.token(), wanted.profile());
        desk.state().add(new User(bot.id(), bot.name(), UserKind.BOT, false));
        desk.state().add(bot);
        return bot;
    }

    /** Dialogs that the bot holds go to their queues; it leaves every chat. */
    public void unregister(Bot bot) {
        for (Chat chat : List.copyOf(desk.state().chats())) {
            Session session = chat.openSession();
            if (session != null && session.operatorId() == bot.id()) {
                bots.sendToQueue(session, chat);
            }
            if (chat.hasMember(bot.id())) {
                chat.leave(bot.id());
                desk.touch(chat);
            }
        }
        news.deleted(bot);
        desk.state().remove(bot);
        desk.state().add(new User(bot.id(), bot.name(), UserKind.INACTIVE, false));
    }
}
