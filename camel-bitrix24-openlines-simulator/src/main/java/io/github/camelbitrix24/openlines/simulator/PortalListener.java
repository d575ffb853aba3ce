// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** Told, in order and outside the portal's lock, what happens on the portal; override what you log. */
public interface PortalListener {

    /** A client has written. */
    default void clientWrote(DialogView dialog, MessageView message) {}

    /** An operator has written, in the messenger or by REST. */
    default void operatorWrote(DialogView dialog, MessageView message) {}

    /** A bot has written. */
    default void botWrote(DialogView dialog, MessageView message) {}

    /** A session has begun. */
    default void sessionStarted(DialogView dialog) {}

    /** A session is over. */
    default void sessionFinished(DialogView dialog) {}

    /** A method of {@code imopenlines.operator} or {@code imopenlines.bot.session} was executed. */
    default void operatorActed(String restMethod, long callerId, long chatId, Outcome outcome) {}

    /** An event for the bot waits in its queue from now on. */
    default void botEventQueued(String botCode, BotEventView event) {}

    /** An event is about to be posted to a handler, or is held back or dropped on demand. */
    default void eventPosted(SentEvent event) {}

    /** The dialog after a request, a message or a timer touched it. */
    default void dialogChanged(DialogView dialog) {}
}
