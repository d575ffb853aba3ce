// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events are not told (§8.1), and what messages carry besides their text (§8.5). */
class EventRulesTest extends AppPortalTest {

    private static final String NEW_APP = "local.new";

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return super.configure(builder).appBeingInstalled(NEW_APP, "secret", "imopenlines");
    }

    /** Opens a session with the token, which raises ONSESSIONSTART; returns the token of that event, or null. */
    private String nextGeneration(String token) {
        long chat = closed();
        int before = portal.sentEvents().size();
        String url = portal.url() + "/rest/imopenlines.session.start?CHAT_ID=" + chat + "&auth=" + token;
        assertThat(get(url).outcome()).isEqualTo("200 true");
        List<SentEvent> sent = portal.sentEvents();
        return sent.size() == before
                ? null
                : EventReceiver.parse(sent.get(sent.size() - 1).body()).get("auth[access_token]");
    }

    @Test
    @Row({"3.3/event-chain", "8.1/loop-guard"})
    void aChainOfEventsAndCallsIsCutAfterSevenGenerations() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "handler", receiver.url(), "auth_type", 1);
        String token = portal.authorize(APP, 1).accessToken();
        int generations = 0;
        while (token != null && generations < 20) {
            token = nextGeneration(token);
            generations += token == null ? 0 : 1;
        }

        assertThat(generations).isEqualTo(7);
        assertThat(nextGeneration(portal.authorize(APP, 1).accessToken())).isNotNull();
    }

    @Test
    @Row("8.1/before-install")
    void nothingIsSentBeforeTheInstallationIsOver() {
        app(NEW_APP, 1, "event.bind", "event", "ONSESSIONSTART", "handler", receiver.url());
        portal.client("Anna").on(22).writes("Hello");
        assertThat(portal.sentEvents()).isEmpty();

        portal.installed(NEW_APP, 1, receiver.url());
        portal.client("Eva").on(22).writes("Hello");
        assertThat(portal.sentEvents()).extracting(SentEvent::event).containsExactly("ONAPPINSTALL", "ONSESSIONSTART");
    }

    @Test
    @Row("8.5/message-files-n")
    void filesOfTheClientAreTold() {
        bind("ONOPENLINEMESSAGEADD");
        portal.client("Anna").on(22).sends("See", MessageFile.of("a.pdf", "application/pdf", 2048));
        portal.client("Eva").on(22).writes("No file");

        EventReceiver.Received event = receiver.await(2).get(0);
        assertThat(event.fields())
                .containsEntry("data[DATA][message][files][0][name]", "a.pdf")
                .containsEntry("data[DATA][message][files][0][url]", "https://files.example/a.pdf");
        assertThat(receiver.await(2).get(1).names()).noneMatch(name -> name.contains("files"));
    }

    @Test
    @Row("8.5/message-files-n")
    void filesOfAConnectorAreToldAsWell() {
        registerConnector();
        bind("ONOPENLINEMESSAGEADD");
        JsonNode result = app(
                        1,
                        "imconnector.send.messages",
                        "CONNECTOR",
                        "myconnector",
                        "LINE",
                        128,
                        "MESSAGES",
                        List.of(map(
                                "user",
                                map("id", "u1", "name", "John"),
                                "message",
                                map(
                                        "id",
                                        "m1",
                                        "text",
                                        "",
                                        "files",
                                        List.of(map("url", "https://files.example/b.png", "name", "b.png"))),
                                "chat",
                                map("id", "c1"))))
                .result();
        long chat = result.get("DATA")
                .get("RESULT")
                .get(0)
                .get("session")
                .get("CHAT_ID")
                .asLong();

        assertThat(receiver.await("ONOPENLINEMESSAGEADD").field("data[DATA][message][files][0][name]"))
                .isEqualTo("b.png");
        assertThat(dialog(chat).messages().get(0).files())
                .extracting(MessageFile::name)
                .containsExactly("b.png");
    }

    @Test
    @Row({"8.5/message-files-n-name-type-mime-link-download", "8.8/onimconnectormessageadd"})
    void filesOfAnOperatorHaveTheirKindAndSize() {
        registerConnector();
        long chat = accepted(128, 27);
        bind("ONOPENLINEMESSAGEADD", "ONIMCONNECTORMESSAGEADD");
        portal.operator(27)
                .sends(
                        chat,
                        "Here",
                        MessageFile.image("plan.png", 1536, 640, 480),
                        MessageFile.of("a.pdf", "application/pdf", 20));

        String file = "data[DATA][message][files]";
        assertThat(receiver.await("ONOPENLINEMESSAGEADD").fields())
                .containsEntry(file + "[0][type]", "image")
                .containsEntry(file + "[0][mime]", "image/png")
                .containsEntry(file + "[0][size]", "1536")
                .containsEntry(file + "[0][sizef]", "1.5 KB")
                .containsEntry(file + "[0][width]", "640")
                .containsEntry(file + "[0][height]", "480")
                .containsEntry(file + "[0][downloadLink]", "https://files.example/plan.png")
                .containsEntry(file + "[1][type]", "file")
                .doesNotContainKey(file + "[1][width]");
        assertThat(receiver.await("ONIMCONNECTORMESSAGEADD").fields())
                .containsEntry("data[MESSAGES][0][message][files][1][name]", "a.pdf");
    }

    @Test
    @Row("8.5/message-attachments-message-params")
    void closingMessagesCarryNotesOnTheSession() {
        bind("ONOPENLINEMESSAGEADD");
        long chat = accepted(22, 27);
        operator(27, "finish", chat);

        String session = String.valueOf(dialog(chat).sessionId());
        List<EventReceiver.Received> events = receiver.await(3);
        assertThat(events.get(0).names()).noneMatch(name -> name.contains("params"));
        assertThat(events.get(1).fields()).containsEntry("data[DATA][message][params][IMOL_CLOSE]", session);
        assertThat(events.get(2).fields()).containsEntry("data[DATA][message][params][IMOL_VOTE]", session);
    }

    @Test
    void aBotIsToldOfCommandsContextsAndReactions() {
        long chat = portal.client("Anna").on(26).writes("Hello");
        List<String> types = List.of("ONIMBOTV2COMMANDADD", "ONIMBOTV2CONTEXTGET", "ONIMBOTV2REACTIONCHANGE");
        types.forEach(type -> portal.tellBot("support", type, chat, Map.of("reaction", "like")));

        List<BotEventView> waiting = portal.events("support");
        List<BotEventView> told = waiting.subList(waiting.size() - 3, waiting.size());
        assertThat(told).extracting(BotEventView::type).isEqualTo(types);
        assertThat(told.get(2).data())
                .containsEntry("reaction", "like")
                .containsKeys("bot", "chat", "user", "language");
    }

    @Test
    @Row({"6.1/status-69-duplicate", "6.1/status-75-silently-closed"})
    void dialogsThatEndWithoutAWordTellNobody() {
        bind("ONSESSIONFINISH");
        long silent = accepted(22, 27);
        long duplicate = accepted(22, 31);
        portal.closeSilently(silent);
        portal.closeAsDuplicate(duplicate);

        assertThat(dialog(silent).status()).isEqualTo(75);
        assertThat(dialog(duplicate).status()).isEqualTo(69);
        assertThat(dialog(duplicate).closed()).isTrue();
        assertThat(entityData(silent, 5)).isEqualTo("0");
        assertThat(portal.sentEvents()).isEmpty();
    }
}
