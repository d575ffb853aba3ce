// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.rest.Nearest;
import io.github.camelbitrix24.openlines.simulator.rest.Scopes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds what a user of the simulator names, or says what there is instead. */
final class Known {

    private final PortalState state;

    Known(PortalState state) {
        this.state = state;
    }

    User user(long id) {
        return state.user(id).orElseThrow(() -> unknown("user", id, state.users(), User::id));
    }

    Line line(long id) {
        return state.line(id).orElseThrow(() -> unknown("line", id, state.lines(), Line::id));
    }

    Bot bot(String code) {
        return state.bot(code).orElseThrow(() -> unknown("bot", code, state.bots(), Bot::code));
    }

    Chat chat(long id) {
        return state.chat(id).orElseThrow(() -> unknown("chat", id, state.chats(), Chat::id));
    }

    Chat dialog(long id) {
        Chat chat = chat(id);
        if (!chat.isOpenLine()) {
            throw new IllegalArgumentException("Chat " + id + " is a group chat, not a dialog of an open line");
        }
        return chat;
    }

    static Set<String> scopes(String... names) {
        for (String name : names) {
            if (!Scopes.all().contains(name)) {
                throw unknown("scope", name, Scopes.all(), scope -> scope);
            }
        }
        return new TreeSet<>(List.of(names));
    }

    static IllegalArgumentException unknownMethod(String name, List<String> known) {
        return new IllegalArgumentException("Unknown method " + name + "; nearest known: " + Nearest.to(name, known));
    }

    static <T> IllegalArgumentException unknown(
            String kind, Object name, Collection<T> known, Function<T, Object> nameOf) {
        return new IllegalArgumentException("Unknown " + kind + " " + name + "; known: "
                + known.stream().map(nameOf).toList());
    }

    static void refuseDuplicate(String kind, Object name, Collection<?> taken) {
        if (taken.contains(name)) {
            throw new IllegalArgumentException("There is a " + kind + " " + name + " already; known: " + taken);
        }
    }

    Message messageOf(long authorId, Chat chat, long messageId) {
        List<Message> own = chat.messages().stream()
                .filter(message -> message.authorId() == authorId)
                .toList();
        return own.stream()
                .filter(message -> message.id() == messageId)
                .findFirst()
                .orElseThrow(() -> unknown("message of user " + authorId, messageId, own, Message::id));
    }
}
