// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chats whose first call waits at a gate that is shut. */
final class ParkedChats {
    private static final int FEW = 2;

    /** Those at which chats wait; without any it takes no room. */
    private Set<Gate> shut = Set.of();

    void park(ChatQueue chat, Gate gate) {
        chat.parked = true;
        gate.parked.add(chat);
        if (shut.isEmpty()) {
            shut = new HashSet<>(FEW);
        }
        shut.add(gate);
    }

    /** Lets the chats at a gate go on, and returns them. */
    List<ChatQueue> release(Gate gate) {
        if (shut.isEmpty() || !shut.remove(gate)) {
            return List.of();
        }
        if (shut.isEmpty()) {
            shut = Set.of();
        }
        List<ChatQueue> chats = new ArrayList<>(gate.parked);
        gate.parked.clear();
        chats.forEach(chat -> chat.parked = false);
        return chats;
    }

    /** Lets the chats at all gates go on that are open now, and returns them. */
    List<ChatQueue> releaseOpen(long now) {
        List<ChatQueue> chats = new ArrayList<>();
        for (Gate gate : List.copyOf(shut)) {
            if (gate.open(now)) {
                chats.addAll(release(gate));
            }
        }
        return chats;
    }

    /** When the next of the gates opens by itself, {@code Long.MAX_VALUE} if none does. */
    long nextOpening(long now) {
        long next = Long.MAX_VALUE;
        for (Gate gate : shut) {
            long opensAt = gate.opensAt(now);
            if (opensAt > now) {
                next = Math.min(next, opensAt);
            }
        }
        return next;
    }
}
