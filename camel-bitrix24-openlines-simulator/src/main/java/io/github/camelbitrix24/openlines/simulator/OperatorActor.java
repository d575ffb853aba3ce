// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.List;
import java.util.function.LongConsumer;

/** An operator at work in the messenger, not through REST. */
public final class OperatorActor {

    private final Portal portal;
    private final Known known;
    private final long userId;

    OperatorActor(Portal portal, Known known, long userId) {
        this.portal = portal;
        this.known = known;
        this.userId = userId;
    }

    /** Writes into a chat of which the operator is a member; in a closed dialog this opens a session (§6.1). */
    public OperatorActor writes(long chatId, String text) {
        portal.run(() -> {
            portal.actFor(userId);
            portal.operatorMessages().write(known.chat(chatId), userId, text);
        });
        return this;
    }

    /** Writes with files; the text may be empty then. */
    public OperatorActor sends(long chatId, String text, MessageFile... files) {
        portal.run(() -> {
            portal.actFor(userId);
            portal.operatorMessages().write(known.chat(chatId), userId, text, List.of(files));
        });
        return this;
    }

    /** Changes a message of the operator's own. */
    public OperatorActor edits(long chatId, long messageId, String text) {
        portal.run(() -> {
            portal.actFor(userId);
            Message message = known.messageOf(userId, known.chat(chatId), messageId);
            portal.edits().change(known.chat(chatId), message, text);
        });
        return this;
    }

    /** Deletes a message of the operator's own. */
    public OperatorActor deletes(long chatId, long messageId) {
        portal.run(() -> {
            portal.actFor(userId);
            Message message = known.messageOf(userId, known.chat(chatId), messageId);
            portal.edits().delete(known.chat(chatId), message);
        });
        return this;
    }

    /** Takes the dialog as {@code imopenlines.operator.answer} does. */
    public OperatorActor answers(long chatId) {
        return acts("answer", chatId, id -> portal.operators().answer(id, userId));
    }

    /** Ends the dialog as {@code imopenlines.operator.finish} does. */
    public OperatorActor finishes(long chatId) {
        return acts("finish", chatId, id -> portal.operators().finish(id, userId));
    }

    /** Ends the dialog as {@code imopenlines.operator.spam} does. */
    public OperatorActor marksAsSpam(long chatId) {
        return acts("mark as spam", chatId, id -> portal.operators().spam(id, userId));
    }

    private OperatorActor acts(String what, long chatId, LongConsumer action) {
        portal.run(() -> {
            portal.actFor(userId);
            try {
                action.accept(known.chat(chatId).id());
            } catch (Refused refused) {
                throw new IllegalStateException(
                        "User " + userId + " cannot " + what + " chat " + chatId + ": '" + refused.code() + "' "
                                + refused.description(),
                        refused);
            }
        });
        return this;
    }

    /** Becomes a member of the chat without taking the dialog. */
    public OperatorActor joins(long chatId) {
        portal.run(() -> portal.operatorMessages().join(known.chat(chatId), userId));
        return this;
    }

    /** Gets no offers until {@link #resumes}. */
    public OperatorActor pauses() {
        portal.run(() -> portal.state().pause(userId, true));
        return this;
    }

    /** Ends what {@link #pauses} began. */
    public OperatorActor resumes() {
        portal.run(() -> portal.state().pause(userId, false));
        return this;
    }

    /** Gets no offers of lines that check who is online. */
    public OperatorActor goesOffline() {
        portal.run(() -> portal.state().offline(userId, true));
        return this;
    }

    /** Ends what {@link #goesOffline} began. */
    public OperatorActor goesOnline() {
        portal.run(() -> portal.state().offline(userId, false));
        return this;
    }
}
