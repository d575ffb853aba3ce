// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** Why the portal refused an action, as reads have found out; its own codes stand for several causes each (§6). */
public enum RefusalReason {
    /** Nobody has looked, or what could be read explains nothing. */
    UNKNOWN("the cause is not known"),
    /** There is no such chat. */
    NO_SUCH_DIALOG("there is no such chat"),
    /** The chat belongs to no open line. */
    NOT_A_DIALOG("the chat belongs to no open line"),
    /** The caller may not see the dialog, or there is none. */
    NO_ACCESS("the caller has no access to the dialog, or there is none"),
    /** No session is open. */
    DIALOG_CLOSED("the dialog is closed"),
    /** The caller has it already. */
    ALREADY_MINE("the dialog is the caller's already"),
    /** Another operator has it. */
    NOT_MINE("another operator has the dialog"),
    /** It is offered, and nobody has accepted it. */
    NOT_ACCEPTED("nobody has accepted the dialog yet: answer it first"),
    /** The bot does not have it. */
    NOT_THE_BOTS("no bot has the dialog"),
    /** The line offers its dialogs to all operators at once, so none can pass one on (§6.6). */
    OFFERED_TO_ALL(
            "the line offers dialogs to all operators at once, so they cannot be skipped: transfer to the line instead"),
    /** Nobody else in the queue is free (§6.6). */
    NOBODY_ELSE("nobody else in the line's queue is free to take the dialog, or another operation was at work on it"),
    /** The target is the caller (§6.8). */
    TARGET_IS_CALLER("the target is the caller"),
    /** There is no such user. */
    NO_SUCH_USER("there is no such user"),
    /** The target is dismissed or blocked. */
    TARGET_INACTIVE("the target is not active"),
    /** The target is a guest, a bot or a client. */
    TARGET_NO_EMPLOYEE("the target is no employee"),
    /** There is no such line. */
    NO_SUCH_LINE("there is no such line"),
    /** Nothing stands against it now: somebody else's operation did for a moment. Later it may succeed. */
    BUSY("nothing stands against it now, so another operation was at work on the dialog: try again later");

    private final String words;

    RefusalReason(String words) {
        this.words = words;
    }

    /** The reason in words, to stand in a sentence. */
    public String words() {
        return words;
    }
}
