// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The waiting calls of one chat, or a single call that belongs to none. */
final class ChatQueue {
    /** The chat, null for a call that belongs to none. */
    final Long chatId;

    final Deque<PendingCall> calls = new ArrayDeque<>(1);
    /** Calls of this chat that are on their way: while there are any, none follows in another request. */
    int sent;
    /** Its place among the ready ones: its head; null while it is not ready. */
    PendingCall readyAt;
    /** Nanoseconds before which its head does not go again; meaningful while it is held. */
    long heldUntil;

    boolean held;
    /** Whether it waits for the method of its head. */
    boolean parked;

    ChatQueue(Long chatId) {
        this.chatId = chatId;
    }

    /** Puts a call behind all others, which go no later than at its turn; while the chat is not ready. */
    void add(PendingCall call) {
        for (Iterator<PendingCall> before = calls.descendingIterator(); before.hasNext(); ) {
            PendingCall earlier = before.next();
            if (earlier.turn <= call.turn) {
                break;
            }
            earlier.turn = call.turn;
        }
        calls.addLast(call);
    }
}
