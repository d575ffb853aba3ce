// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import java.util.Map;
import java.util.Optional;

/** What bots do in open lines: take new dialogs, hear clients, write, and send dialogs on (§7.4, §8.9, §11). */
public final class BotDesk {

    private static final int LONGEST_TEXT = 20_000;

    private final Desk desk;
    private final Conversation conversation;
    private final Members members;
    private final QueueDistribution queue;
    private final OperatorActions operators;
    private final BotNews news;

    BotDesk(
            Desk desk,
            Conversation conversation,
            Members members,
            QueueDistribution queue,
            OperatorActions operators,
            BotNews news) {
        this.desk = desk;
        this.conversation = conversation;
        this.members = members;
        this.queue = queue;
        this.operators = operators;
        this.news = news;
    }

    /** The welcome bot becomes the session's operator; the dialog has no owner meanwhile (§8.9, CHAT_AUTHOR_ID). */
    void welcome(Session session, Chat chat, Bot bot) {
        session.giveToBot(bot.id());
        chat.join(bot.id());
        news.joined(bot, chat);
        desk.touch(chat);
    }

    /** Every bot in the chat gets every message of the client (§8.9). */
    void clientWrote(Chat chat, Message message) {
        for (Bot bot : desk.state().bots()) {
            if (chat.hasMember(bot.id())) {
                news.messageAdded(bot, chat, message);
            }
        }
    }

    boolean holds(Session session) {
        return members.isBot(session.operatorId());
    }

    /** {@code bot.session.operator}: the dialog goes to its line's queue. */
    public void toQueue(long chatId) {
        Chat chat = openLineChat(chatId).orElseThrow(BotDesk::notABot);
        Session session = chat.openSession();
        if (session == null || !holds(session)) {
            throw notABot();
        }
        if (!desk.queueLocked(chat)) {
            sendToQueue(session, chat);
        }
    }

    private static Refused notABot() {
        return Refused.with("WRONG_CHAT", "Operator is not a bot");
    }

    void sendToQueue(Session session, Chat chat) {
        members.removeBotsAtQueueStage(chat);
        session.restartQueue();
        queue.offer(session, chat);
        if (session.offeredTo().isEmpty()) {
            conversation.waitingInQueue(chat);
        }
    }

    /** {@code bot.session.finish}: a success also where there is nothing to finish. */
    public void finish(long chatId, Bot bot) {
        openLineChat(chatId).ifPresent(chat -> operators.finishByBot(chat, bot.id()));
    }

    /** {@code bot.session.message.send}: written in the bot's name, or the portal's when no bot is known. */
    public void say(long chatId, Optional<Bot> bot, String text) {
        Optional<Chat> chat = openLineChat(chatId);
        if (chat.isPresent() && !text.isEmpty()) {
            post(chat.get(), bot.map(Bot::id).orElse(0L), text, bot.isEmpty());
        }
    }

    /** {@code imbot.v2.Chat.Message.send}: returns the id of the message. */
    public long write(Bot bot, long chatId, String text, boolean system) {
        Chat chat = desk.state()
                .chat(chatId)
                .filter(found -> found.hasMember(bot.id()))
                .orElseThrow(() -> Refused.forbidden("ACCESS_DENIED", "Access denied"));
        if (text.isBlank()) {
            throw Refused.with("EMPTY_MESSAGE", "Message is empty");
        }
        return post(chat, bot.id(), shortened(text), system).id();
    }

    /** Something in the chat that this portal has no cause for (§11.2). */
    public void tell(Bot bot, String type, Chat chat, Map<String, Object> more) {
        news.somethingElse(bot, type, chat, more);
    }

    private Message post(Chat chat, long author, String text, boolean system) {
        AuthorKind kind = author == 0 ? AuthorKind.SYSTEM : AuthorKind.BOT;
        Message message = conversation.post(chat, author, kind, text, system);
        if (chat.isOpenLine()) {
            if (author == 0 || !system) {
                conversation.toClient(chat, message, false);
            }
            desk.notices().tell(() -> {
                DialogView dialog = desk.views().of(chat);
                MessageView view = DialogViews.of(message);
                return listener -> listener.botWrote(dialog, view);
            });
        }
        return message;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " (...)";
    }

    private Optional<Chat> openLineChat(long chatId) {
        return desk.state().chat(chatId).filter(Chat::isOpenLine);
    }
}
