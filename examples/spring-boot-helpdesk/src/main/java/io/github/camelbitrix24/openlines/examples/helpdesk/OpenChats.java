// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import io.github.camelbitrix24.openlines.api.Dialog;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The chats that are open, as far as events told since the start; in memory. */
@Component("openChats")
public class OpenChats {
    private static final int MOST = 1_000;

    private final ConcurrentSkipListMap<Long, OpenChat> chats = new ConcurrentSkipListMap<>();

    /** Oldest first. */
    public List<OpenChat> all() {
        return List.copyOf(chats.values());
    }

    /** Somebody has written. */
    public void wrote(@Body Dialog dialog, @Header("CamelB24OpenLinesText") String text) {
        keep(OpenChat.of(dialog, text), dialog.open());
    }

    /** The portal has ended the chat. */
    public void finished(@Header("CamelB24OpenLinesChatId") Long chatId) {
        chats.remove(chatId);
    }

    /** An action has left the chat like this. */
    public void changed(Dialog dialog) {
        OpenChat before = chats.get(dialog.chatId());
        keep(OpenChat.of(dialog, before == null ? "" : before.text()), dialog.open());
    }

    private void keep(OpenChat chat, boolean open) {
        if (open) {
            chats.put(chat.chatId(), chat);
        } else {
            chats.remove(chat.chatId());
        }
        while (chats.size() > MOST) {
            chats.pollFirstEntry();
        }
    }
}
