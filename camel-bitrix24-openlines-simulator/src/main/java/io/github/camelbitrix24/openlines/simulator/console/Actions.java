// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What can be done from the page: write as a client, answer as an operator, inject faults. */
final class Actions {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 4000;
    private static final String ANY = "*";

    private final Portal portal;
    private final Faults faults;
    private final List<String> methods;
    private final Map<String, Action> byPath = Map.of(
            "/console/client", new Action(List.of("name", "line", "chat", "text"), this::client),
            "/console/operator/take", new Action(List.of("chat", "operator"), this::take),
            "/console/operator/write", new Action(List.of("chat", "operator", "text"), this::write),
            "/console/fault", new Action(List.of("fault", "method"), this::fault),
            "/console/fault/clear", new Action(List.of(), this::clear));

    private record Action(List<String> fields, Function<Fields, Object> work) {}

    private record Written(long chat) {}

    private record Injected(String method, String fault) {}

    Actions(Portal portal, Faults faults, List<String> methods) {
        this.portal = portal;
        this.faults = faults;
        this.methods = methods;
    }

    boolean knows(String path) {
        return byPath.containsKey(path);
    }

    /**
     * Returns what is answered as JSON.
     *
     * @throws IllegalArgumentException if the body is wrong
     * @throws IllegalStateException if the portal does not allow it at present
     */
    Object act(String path, Buffer body) {
        Action action = byPath.get(path);
        return action.work().apply(Fields.of(body, action.fields()));
    }

    /** A name and a line make a new chat or find the known one; a chat needs neither. */
    private Object client(Fields fields) {
        String text = fields.text("text", LONGEST_TEXT);
        if (fields.has("chat")) {
            if (fields.has("name") || fields.has("line")) {
                throw new IllegalArgumentException(
                        "A chat has its client and line; give either chat, or name and line");
            }
            return portal.inside(() -> writeInto(dialog(fields.id("chat")), text));
        }
        String name = fields.text("name", LONGEST_NAME);
        return portal.inside(() -> new Written(portal.clients().write(name, line(fields.id("line")), text)));
    }

    private Object writeInto(Chat chat, String text) {
        Line home = line(chat.openLine().lineId());
        return new Written(
                portal.clients().write(user(chat.openLine().clientId()).name(), home, text));
    }

    private Object take(Fields fields) {
        return portal.inside(() -> {
            Chat chat = dialog(fields.id("chat"));
            User operator = operator(fields.id("operator"));
            try {
                portal.operators().answer(chat.id(), operator.id());
            } catch (Refused refused) {
                throw new IllegalStateException(whyNot(chat, operator, refused), refused);
            }
            return new Written(chat.id());
        });
    }

    /** The portal gives no reason for most refusals (§6.3), but the page's user wants one. */
    private static String whyNot(Chat chat, User operator, Refused refused) {
        if (chat.openSession() == null) {
            return "The dialog is closed; write into it to open it again";
        } else if (chat.owner() == operator.id()) {
            return operator.name() + " has the dialog already";
        }
        String reason = (refused.code() + " " + refused.description()).strip();
        return "The portal does not let " + operator.name() + " take chat " + chat.id()
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private Object write(Fields fields) {
        String text = fields.text("text", LONGEST_TEXT);
        return portal.inside(() -> {
            Chat chat = dialog(fields.id("chat"));
            User operator = operator(fields.id("operator"));
            if (chat.openSession() != null && !chat.hasMember(operator.id())) {
                throw new IllegalStateException(operator.name() + " is not in this chat; take it first");
            }
            portal.operatorMessages().write(chat, operator.id(), text);
            return new Written(chat.id());
        });
    }

    private Object fault(Fields fields) {
        String key = fields.text("fault", LONGEST_NAME);
        String method = fields.has("method") ? known(fields.text("method", LONGEST_NAME)) : ANY;
        faults.next(method, FaultMenu.byKey(key));
        return new Injected(method, key);
    }

    private String known(String method) {
        if (method.equals(ANY)) {
            return ANY;
        }
        return methods.stream()
                .filter(method::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "This portal has no method '" + method + "'; give one of its methods, batch or * for any"));
    }

    private Object clear(Fields fields) {
        faults.clear();
        return Map.of();
    }

    private Chat dialog(long id) {
        return portal.state()
                .chat(id)
                .filter(Chat::isOpenLine)
                .orElseThrow(() -> new IllegalArgumentException("There is no dialog in chat " + id));
    }

    private Line line(long id) {
        return portal.state()
                .line(id)
                .orElseThrow(() -> new IllegalArgumentException("Unknown line " + id + "; known: "
                        + portal.state().lines().stream().map(Line::id).toList()));
    }

    private User operator(long id) {
        return Optional.of(user(id))
                .filter(User::isEmployee)
                .orElseThrow(() -> new IllegalArgumentException("User " + id + " is no operator; known: "
                        + portal.state().users().stream()
                                .filter(User::isEmployee)
                                .map(User::id)
                                .toList()));
    }

    private User user(long id) {
        return portal.state()
                .user(id)
                .orElseThrow(() -> new IllegalArgumentException("Unknown user " + id + "; known: "
                        + portal.state().users().stream().map(User::id).toList()));
    }
}
