// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.ChatLocks;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;

/** Holds a chat's locks as another request would; a lock expires after 60 s of the portal's clock (§6.1). */
public final class PortalLocks {

    private final Portal portal;
    private final Known known;

    PortalLocks(Portal portal, Known known) {
        this.portal = portal;
        this.known = known;
    }

    /** Makes finish a success without effect, and skip and transfer fail (§6.9). */
    public HeldLock holdQueue(long chatId) {
        return hold(chatId, ChatLocks.Kind.QUEUE);
    }

    /** Makes answer fail (§6.3). */
    public HeldLock holdAnswer(long chatId) {
        return hold(chatId, ChatLocks.Kind.ANSWER);
    }

    private HeldLock hold(long chatId, ChatLocks.Kind kind) {
        return portal.inside(() -> {
            known.chat(chatId);
            return new HeldLock(portal, chatId, kind, portal.state().locks().hold(chatId, kind, portal.now()));
        });
    }

    /** A lock that is held until it is released or closed, whichever name reads better. */
    public static final class HeldLock implements AutoCloseable {

        private final Portal portal;
        private final long chatId;
        private final ChatLocks.Kind kind;
        private final long number;

        private HeldLock(Portal portal, long chatId, ChatLocks.Kind kind, long number) {
            this.portal = portal;
            this.chatId = chatId;
            this.kind = kind;
            this.number = number;
        }

        /** Lets the lock go; a second call does nothing. */
        public void release() {
            portal.run(() -> portal.state().locks().release(chatId, kind, number));
        }

        @Override
        public void close() {
            release();
        }
    }
}
