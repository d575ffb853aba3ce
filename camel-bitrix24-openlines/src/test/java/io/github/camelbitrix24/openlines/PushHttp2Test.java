// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static io.github.camelbitrix24.openlines.PushDesk.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.events.EventForms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code b24openlines:events?source=push}: a proxy in front may speak HTTP/2. */
class PushHttp2Test extends AtAPushDesk {
    private static final int REQUESTS = 20;

    @Test
    void anUpgradeToHttp2LosesNoEvent() throws Exception {
        desk.route(EVENTS);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        for (int number = 0; number < REQUESTS; number++) {
            HttpResponse<String> response = client.send(
                    desk.request(PATH)
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    PushDesk.message("chat" + number, "text " + number)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
        }

        assertThat(desk.texts())
                .containsExactlyElementsOf(
                        IntStream.range(0, REQUESTS).mapToObj(n -> "text " + n).toList());
    }

    @Test
    void refusalsAndSuspensionAreToldByHttp2Too() throws Exception {
        desk.route(EVENTS);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        assertThat(post(client, EventForms.with(GOOD, TOKEN_FIELD, "forged"))).isEqualTo(403);
        assertThat(post(client, GOOD + "&data[x]=" + "y".repeat(600_000))).isEqualTo(413);
        assertThat(post(client, GOOD)).isEqualTo(200);
        desk.context.getRouteController().suspendRoute("events");
        assertThat(post(client, GOOD)).isEqualTo(503);
        desk.context.getRouteController().resumeRoute("events");
        assertThat(post(client, GOOD)).isEqualTo(200);

        assertThat(desk.received).hasSize(2);
    }

    @Test
    void webhookAsksForHttp1() throws Exception {
        desk.route("webhook:b24openlines:events?source=push&webhookPath=/b24openlines/events&webhookAutoRegister=false"
                + "&webhookComponentName=platform-http");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        assertThatThrownBy(() -> post(client, GOOD)).isInstanceOf(IOException.class);
        assertThat(desk.received).isEmpty();
        assertThat(desk.post(GOOD)).isEqualTo(200);
    }

    private int post(HttpClient client, String body) throws Exception {
        HttpResponse<String> response = client.send(
                desk.request(PATH)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response.statusCode();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void vertxAsTheClientLosesNoEvent(boolean upgrade) throws Exception {
        desk.route(EVENTS);
        Vertx vertx = Vertx.vertx();
        try {
            io.vertx.core.http.HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(upgrade));
            List<Future<Integer>> answers = IntStream.range(0, REQUESTS)
                    .mapToObj(number -> client.request(new RequestOptions()
                                    .setMethod(HttpMethod.POST)
                                    .setHost("127.0.0.1")
                                    .setPort(desk.port())
                                    .setURI(PATH)
                                    .putHeader("content-type", "application/x-www-form-urlencoded"))
                            .compose(request ->
                                    request.send(Buffer.buffer(EventForms.body("onsessionstart") + "&n=" + number)))
                            .map(HttpClientResponse::statusCode))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo(200);
            }
        } finally {
            vertx.close();
        }
        assertThat(desk.received).hasSize(REQUESTS);
    }
}
