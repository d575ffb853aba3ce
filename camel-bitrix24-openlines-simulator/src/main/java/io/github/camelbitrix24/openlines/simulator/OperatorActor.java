// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.List;

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
        portal.run(() -> {
            portal.actFor(userId);
            try {
                portal.operators().answer(known.chat(chatId).id(), userId);
            } catch (Refused refused) {
                throw new IllegalStateException(
                        "User " + userId + " cannot answer chat " + chatId + ": '" + refused.code() + "' "
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

    public OperatorActor resumes() {
        portal.run(() -> portal.state().pause(userId, false));
        return this;
    }

    /** Gets no offers of lines that check who is online. */
    public OperatorActor goesOffline() {
        portal.run(() -> portal.state().offline(userId, true));
        return this;
    }

    public OperatorActor goesOnline() {
        portal.run(() -> portal.state().offline(userId, false));
        return this;
    }
}
