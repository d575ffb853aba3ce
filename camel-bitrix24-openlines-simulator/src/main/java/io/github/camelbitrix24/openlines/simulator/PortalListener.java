// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** Told, in order and outside the portal's lock, what happens on the portal; override what you log. */
public interface PortalListener {

    /** A client wrote. */
    default void clientWrote(DialogView dialog, MessageView message) {}

    /** An employee wrote to the client. */
    default void operatorWrote(DialogView dialog, MessageView message) {}

    /** A bot wrote to the client. */
    default void botWrote(DialogView dialog, MessageView message) {}

    /** A session began, of a new dialog or of one that was closed. */
    default void sessionStarted(DialogView dialog) {}

    /** A session is over; the dialog is closed. */
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
