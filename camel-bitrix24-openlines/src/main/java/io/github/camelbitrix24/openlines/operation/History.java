// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages of a session, as {@code imopenlines.session.history.get} gives them (§7.1).
 *
 * @param sessionId 0 if the portal does not say
 */
record History(long sessionId, List<Message> messages) {

    /** Who has written. */
    private enum Author {
        CLIENT,
        /** The portal itself: what operators do to a dialog leaves such messages (§6.3 to §6.8). */
        SYSTEM,
        OTHER
    }

    private record Message(long id, Author author, Instant date, String text) {}

    /**
     * Reads the result of the method.
     *
     * @throws DateTimeException if a message has no date
     */
    static History read(Map<String, Object> result) {
        Map<String, Object> users = Lenient.map(result.get("users"));
        List<Message> messages = Lenient.map(result.get("message")).values().stream()
                .map(value -> message(Lenient.map(value), users))
                .toList();
        return new History(Lenient.id(result.get("sessionId")), messages);
    }

    private static Message message(Map<String, Object> message, Map<String, Object> users) {
        String sender = Lenient.text(message.get("senderid"));
        boolean client =
                Lenient.flag(Lenient.map(users.get(sender)).get("connector")).orElse(false);
        Author other = "0".equals(sender) ? Author.SYSTEM : Author.OTHER;
        return new Message(
                Lenient.id(message.get("id")),
                client ? Author.CLIENT : other,
                OffsetDateTime.parse(String.valueOf(message.get("date"))).toInstant(),
                String.valueOf(Lenient.text(message.get("text"))));
    }

    /** What these messages say of the time since an action was sent. */
    Look since(Instant sent, Dialog dialog, Look.Session session) {
        Set<String> texts = new HashSet<>();
        boolean systemSpoke = false;
        for (Message message : messages) {
            if (message.author() != Author.CLIENT && !message.date().isBefore(sent)) {
                texts.add(message.text());
                systemSpoke |= message.author() == Author.SYSTEM;
            }
        }
        Look.Since since = texts.isEmpty()
                ? wouldShowAnAction(sent, dialog) ? Look.Since.NOTHING : Look.Since.UNKNOWN
                : Look.Since.SOMETHING;
        return new Look(dialog, session, since, systemSpoke, unwritten(sent, dialog), texts);
    }

    /** Whether these are the open session's, the client's among them, and show what the system has left there before. */
    private boolean wouldShowAnAction(Instant sent, Dialog dialog) {
        return dialog.open()
                && sessionId == dialog.sessionId()
                && messages.stream().anyMatch(message -> message.author() == Author.CLIENT)
                && messages.stream()
                        .anyMatch(message -> message.author() == Author.SYSTEM
                                && message.date().isBefore(sent));
    }

    private boolean unwritten(Instant sent, Dialog dialog) {
        long last = Lenient.id(dialog.data().get("last_message_id"));
        return messages.stream()
                .anyMatch(message -> message.id() == last && message.date().isBefore(sent));
    }
}
