// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;

/** Claims about a dialog at one moment. */
public final class DialogCheck {

    private final DialogView dialog;

    DialogCheck(DialogView dialog) {
        this.dialog = dialog;
    }

    /** This operator is responsible. */
    public DialogCheck isOwnedBy(long userId) {
        return check(dialog.owner() == userId, "owned by user " + userId);
    }

    /** Nobody is responsible. */
    public DialogCheck isUnowned() {
        return check(dialog.owner() == 0, "owned by nobody");
    }

    /** This operator has the dialog in the queue list. */
    public DialogCheck isOfferedTo(long userId) {
        return check(dialog.offeredTo().contains(userId), "offered to user " + userId);
    }

    /** The session is on this line now. */
    public DialogCheck isOnLine(long lineId) {
        return check(dialog.lineId() == lineId, "on line " + lineId);
    }

    /** A session is open. */
    public DialogCheck isOpen() {
        return check(!dialog.closed(), "open");
    }

    /** No session is open. */
    public DialogCheck isClosed() {
        return check(dialog.closed(), "closed");
    }

    /** The closing text or the vote request is out, and the dialog still open (§6.4). */
    public DialogCheck isClosing() {
        return check(dialog.closing(), "closing");
    }

    /** The latest session was closed as spam. */
    public DialogCheck isSpam() {
        return check(dialog.spam(), "spam");
    }

    /** One of the messages has exactly this text. */
    public DialogCheck hasMessage(String text) {
        boolean found =
                dialog.messages().stream().anyMatch(message -> message.text().equals(text));
        return check(found, "one with the message '" + text + "'");
    }

    private DialogCheck check(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError("Chat " + dialog.chatId() + " is not " + claim + ". It is " + state()
                    + " on line " + dialog.lineId() + " with status " + dialog.status() + ", owned by "
                    + (dialog.owner() == 0 ? "nobody" : "user " + dialog.owner()) + ", offered to "
                    + dialog.offeredTo() + "; messages: " + texts());
        }
        return this;
    }

    private String state() {
        String state = dialog.closed() ? "closed" : dialog.closing() ? "closing" : "open";
        return dialog.spam() ? state + " as spam" : state;
    }

    private List<String> texts() {
        return dialog.messages().stream()
                .map(message -> "'" + message.text() + "'")
                .toList();
    }
}
