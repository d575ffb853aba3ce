// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh standard portal for each test, whose clock only the test turns, and a client that speaks HTTP to it. */
abstract class PortalTest {

    static final Instant START = Instant.parse("2026-03-17T15:00:00Z");
    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    static final ObjectMapper JSON = new ObjectMapper();

    final TurnedClock clock = new TurnedClock(START);
    PortalSimulator portal;

    @BeforeEach
    void startPortal() {
        portal = configure(PortalSimulator.standard().clock(clock)).start();
    }

    @AfterEach
    void closePortal() {
        portal.close();
    }

    PortalBuilder configure(PortalBuilder builder) {
        return builder;
    }

    /** What came back: the status and the JSON body. */
    record Answer(int status, JsonNode body) {

        JsonNode result() {
            return body.get("result");
        }

        String error() {
            return body.has("error") ? body.get("error").asText() : null;
        }

        /** Status and code in one, so that one assertion shows both. */
        String outcome() {
            return body.has("error") ? status + " " + error() : status + " " + result();
        }
    }

    /** Calls in the user's name with a JSON body made of names and values in turn. */
    Answer call(long user, String method, Object... namesAndValues) {
        return post(portal.webhook(user).url() + method, "application/json", json(map(namesAndValues)));
    }

    Answer operator(long user, String action, Object chat) {
        return call(user, "imopenlines.operator." + action, "CHAT_ID", chat);
    }

    Answer transfer(long user, long chat, Object target) {
        return call(user, "imopenlines.operator.transfer", "CHAT_ID", chat, "TRANSFER_ID", target);
    }

    Answer post(String url, String contentType, String body) {
        return answer(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    Answer get(String url) {
        return answer(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** Posts to the simulator's own interface; apostrophes in the body stand for quotation marks. */
    Answer send(String route, String body) {
        return post(portal.url() + "/simulator/" + route, "application/json", body.replace('\'', '"'));
    }

    Answer delete(String route) {
        return answer(HttpRequest.newBuilder(URI.create(portal.url() + "/simulator/" + route))
                .DELETE());
    }

    Answer answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A field of {@code entity_data_1} (§6.1) as the caller sees it in the dialog. */
    String entityData(long chat, int index) {
        return call(1, "imopenlines.dialog.get", "CHAT_ID", chat)
                .result()
                .get("entity_data_1")
                .asText()
                .split("\\|")[index];
    }

    /** A dialog on the line that is accepted by the user. */
    long accepted(long line, long user) {
        long chat = portal.client("Client of " + user).on(line).writes("Hello");
        portal.operator(user).answers(chat);
        return chat;
    }

    /** A dialog on line 25 that was finished at once. */
    long closed() {
        long chat = accepted(25, 27);
        operator(27, "finish", chat);
        return chat;
    }

    DialogView dialog(long chat) {
        return portal.dialog(chat);
    }
}
