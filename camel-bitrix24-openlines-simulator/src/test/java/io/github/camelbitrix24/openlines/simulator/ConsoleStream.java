// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Reads Server-Sent Events as a browser does; a stream that says nothing for long fails the test. */
final class ConsoleStream implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpURLConnection connection;
    private final InputStream body;
    private final BufferedReader lines;

    /** A named event with its data. */
    record Event(String name, JsonNode data) {}

    ConsoleStream(String portalUrl) throws IOException {
        connection = (HttpURLConnection)
                URI.create(portalUrl + "/console/stream").toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentType()).startsWith("text/event-stream");
        body = connection.getInputStream();
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    Event next() {
        try {
            String name = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Event(name, JSON.readTree(line.substring(6)));
                }
            }
            throw new AssertionError("The stream has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until an event holds what is looked for. */
    <T> T until(Function<JsonNode, T> wanted) {
        while (true) {
            T found = wanted.apply(next().data());
            if (found != null) {
                return found;
            }
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
