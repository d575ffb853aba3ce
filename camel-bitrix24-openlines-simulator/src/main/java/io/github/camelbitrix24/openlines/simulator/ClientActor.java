// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.util.List;

/** A client of the portal, known by name; each line has its own chat with the client. */
public final class ClientActor {

    private final Portal portal;
    private final Known known;
    private final String name;

    ClientActor(Portal portal, Known known, String name) {
        this.portal = portal;
        this.known = known;
        this.name = name;
    }

    /** Chooses the line to write to; IllegalArgumentException if the portal has none of this number. */
    public OnLine on(long lineId) {
        Line line = portal.inside(() -> known.line(lineId));
        return new OnLine(line.id());
    }

    /** A client who has chosen the line to write to. */
    public final class OnLine {

        private final long lineId;

        private OnLine(long lineId) {
            this.lineId = lineId;
        }

        /** Returns the id of the client's chat on this line, which is the same for every message. */
        public long writes(String text) {
            return sends(text);
        }

        /** Writes with files; the text may be empty then. */
        public long sends(String text, MessageFile... files) {
            return portal.inside(() -> portal.clients().write(name, known.line(lineId), text, List.of(files)));
        }

        /** Changes a message of the client's own. */
        public void edits(long messageId, String text) {
            portal.run(() -> portal.edits().change(chat(), ownMessage(messageId), text));
        }

        /** Deletes a message of the client's own. */
        public void deletes(long messageId) {
            portal.run(() -> portal.edits().delete(chat(), ownMessage(messageId)));
        }

        private Message ownMessage(long messageId) {
            Chat chat = chat();
            return known.messageOf(chat.openLine().clientId(), chat, messageId);
        }

        private Chat chat() {
            return portal.state()
                    .chatOf(new PortalState.ClientKey(name, lineId))
                    .orElseThrow(() -> new IllegalArgumentException(name + " never wrote to line " + lineId));
        }
    }
}
