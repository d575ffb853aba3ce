// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tells bots what concerns them: in their queue or at their address (§11), and in the first version of events (§8.9). */
final class BotNews {

    private final Desk desk;
    private final BotEvents queue;
    private final BotEventData data;
    private final BotPushData pushData;
    private final OldBotData oldData;

    BotNews(Desk desk, BotEvents queue, BotEventData data) {
        this.desk = desk;
        this.queue = queue;
        this.data = data;
        pushData = new BotPushData(desk, data);
        oldData = new OldBotData(desk);
    }

    void joined(Bot bot, Chat chat) {
        queue.countChat(bot);
        tell(
                bot,
                "ONIMBOTV2JOINCHAT",
                data.joinedChat(bot, chat),
                handler -> pushData.joinedChat(bot, chat, handler),
                false);
        old(bot, "ONIMBOTJOINCHAT", handler -> oldData.joinedChat(bot, chat, handler), false);
    }

    void messageAdded(Bot bot, Chat chat, Message message) {
        queue.countMessage(bot);
        tell(
                bot,
                "ONIMBOTV2MESSAGEADD",
                data.messageAdded(bot, chat, message),
                handler -> pushData.message(bot, chat, message, handler),
                true);
        old(bot, "ONIMBOTMESSAGEADD", handler -> oldData.message(bot, chat, message, handler), true);
    }

    void messageUpdated(Bot bot, Chat chat, Message message) {
        tell(
                bot,
                "ONIMBOTV2MESSAGEUPDATE",
                data.messageAdded(bot, chat, message),
                handler -> pushData.message(bot, chat, message, handler),
                true);
        old(bot, "ONIMBOTMESSAGEUPDATE", handler -> oldData.message(bot, chat, message, handler), true);
    }

    void messageDeleted(Bot bot, Chat chat, Message message) {
        tell(
                bot,
                "ONIMBOTV2MESSAGEDELETE",
                data.messageDeleted(bot, chat, message),
                handler -> pushData.messageDeleted(bot, chat, message, handler),
                true);
        old(bot, "ONIMBOTMESSAGEDELETE", handler -> oldData.message(bot, chat, message, handler), true);
    }

    void somethingElse(Bot bot, String event, Chat chat, Map<String, Object> more) {
        Map<String, Object> fetched = data.somethingElse(bot, chat, more);
        tell(bot, event, fetched, handler -> pushData.pushed(fetched, bot, handler), true);
    }

    /** The bot is about to go; a queue would go with it. */
    void deleted(Bot bot) {
        if (bot.profile().webhookUrl() != null) {
            push(bot, "ONIMBOTV2DELETE", handler -> pushData.deleted(bot, handler), false);
        }
        old(bot, "ONIMBOTDELETE", handler -> oldData.deleted(bot, handler), false);
    }

    private void tell(
            Bot bot, String event, Map<String, Object> fetched, Function<Handler, Object> pushed, boolean refresh) {
        if (bot.profile().webhookUrl() == null) {
            queue.add(bot, event, fetched);
        } else {
            push(bot, event, pushed, refresh);
        }
        old(bot, event, pushed, refresh);
    }

    private void push(Bot bot, String event, Function<Handler, Object> pushed, boolean refresh) {
        Handler handler = new Handler(
                bot.id(),
                event,
                bot.profile().webhookUrl(),
                bot.profile().app(),
                bot.profile().app() == null ? bot.token() : bot.profile().app().applicationToken(),
                0,
                bot.profile().registrar(),
                false,
                "",
                1);
        desk.events()
                .send(
                        handler,
                        new Occurrence(
                                event, pushed, same -> true, bot.profile().registrar(), refresh));
    }

    /** To handlers that were bound to the event. */
    private void old(Bot bot, String event, Function<Handler, Object> pushed, boolean refresh) {
        desk.events()
                .raise(new Occurrence(
                        event,
                        pushed,
                        handler -> isFor(handler, bot),
                        bot.profile().registrar(),
                        refresh));
    }

    /** The bot's application; a handler of a webhook's bot names it in its query (§8.9). */
    private static boolean isFor(Handler handler, Bot bot) {
        return bot.profile().app() == null
                ? Pattern.compile("[?&]CLIENT_ID=" + Pattern.quote(bot.token()) + "(&|$)")
                        .matcher(handler.url())
                        .find()
                : handler.isOf(bot.profile().app());
    }
}
