// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A portal with line 128 on the connector of an application, and a handler for that application's events. */
abstract class AppPortalTest extends PortalTest {

    static final String APP = "local.65f0c0ffee0000.12345678";
    static final String OTHER = "local.other";

    EventReceiver receiver;

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.app(APP, "secret", "imopenlines", "imconnector", "imbot")
                .app(OTHER, "secret", "imopenlines", "imconnector")
                .line(129, "Site", line -> line.operators(27).connector("livechat"))
                .line(
                        128,
                        "Support",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false)
                                .connector("myconnector"));
    }

    @BeforeEach
    void openReceiver() {
        receiver = new EventReceiver();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    /** Calls as the application in the user's name. */
    Answer app(long user, String method, Object... namesAndValues) {
        return app(APP, user, method, namesAndValues);
    }

    Answer app(String app, long user, String method, Object... namesAndValues) {
        List<Object> parameters = new ArrayList<>(Arrays.asList(namesAndValues));
        parameters.add("auth");
        parameters.add(portal.authorize(app, user).accessToken());
        return post(portal.url() + "/rest/" + method, "application/json", json(map(parameters.toArray())));
    }

    void bind(String... events) {
        for (String event : events) {
            Answer bound = app(1, "event.bind", "event", event, "handler", receiver.url());
            if (bound.status() != 200) {
                throw new IllegalStateException(event + ": " + bound.outcome());
            }
        }
    }

    void registerConnector() {
        app(
                1,
                "imconnector.register",
                "ID",
                "MyConnector",
                "NAME",
                "Mine",
                "PLACEMENT_HANDLER",
                "https://app.example/");
        app(1, "imconnector.activate", "CONNECTOR", "myconnector", "LINE", 128, "ACTIVE", 1);
    }

    /** The application brings a message of a client. */
    Answer send(String userId, String chatId, String messageId, String text) {
        return app(
                1,
                "imconnector.send.messages",
                "CONNECTOR",
                "myconnector",
                "LINE",
                128,
                "MESSAGES",
                List.of(map(
                        "user",
                        map("id", userId, "name", "John"),
                        "message",
                        map("id", messageId, "date", 1_773_761_165, "text", text),
                        "chat",
                        map("id", chatId))));
    }

    static MessageView last(DialogView dialog) {
        return dialog.messages().get(dialog.messages().size() - 1);
    }
}
