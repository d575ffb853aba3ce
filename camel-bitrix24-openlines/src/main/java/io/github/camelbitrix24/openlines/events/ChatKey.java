// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By what events are known to be of one chat. Some name the portal's chat, some the messenger's, some only the client (§8.4);
 * among events that are read together, those that share any of the three are taken to be of one chat.
 */
final class ChatKey {
    private ChatKey() {}

    /** The portal's chat, else the messenger's; null if the event names none. */
    static Object of(ChatEvent event) {
        return event.chatId() == null ? messenger(event) : event.chatId();
    }

    /** The same for several events: equal for those of one chat, null for those that name none. */
    static List<Object> of(List<ChatEvent> events) {
        Map<Object, Object> parents = new HashMap<>();
        for (ChatEvent event : events) {
            List<Object> names = names(event);
            names.forEach(name -> parents.putIfAbsent(name, name));
            names.forEach(name -> parents.put(root(parents, name), root(parents, names.get(0))));
        }
        List<Object> keys = new ArrayList<>();
        for (ChatEvent event : events) {
            List<Object> names = names(event);
            keys.add(names.isEmpty() ? null : root(parents, names.get(0)));
        }
        return keys;
    }

    private static Object root(Map<Object, Object> parents, Object name) {
        Object at = name;
        while (!parents.get(at).equals(at)) {
            at = parents.get(at);
        }
        return at;
    }

    private static List<Object> names(ChatEvent event) {
        List<Object> names = new ArrayList<>();
        if (event.chatId() != null) {
            names.add(event.chatId());
        }
        if (event.externalChatId() != null) {
            names.add(messenger(event));
        }
        Object client = client(event);
        if (client != null) {
            names.add(List.of("client", String.valueOf(event.connectorId()), client));
        }
        return names;
    }

    private static Object messenger(ChatEvent event) {
        return event.externalChatId() == null
                ? null
                : List.of("messenger", String.valueOf(event.connectorId()), event.externalChatId());
    }

    private static Object client(ChatEvent event) {
        Map<String, Object> connector =
                Lenient.map(EventMapper.first(event.data().get("DATA")).get("connector"));
        Long user = EventMapper.id(connector.get("user_id"));
        return user == null && event.author() != null && event.author().kind().equals(Author.CLIENT)
                ? (Object) event.author().id()
                : user;
    }
}
