// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strict mode has no false alarms: every parameter that the portal documents is known to its method. */
class StrictParametersTest extends AppPortalTest {

    private static final String NETWORK = "0123456789abcdef0123456789abcdef";

    private static final Set<String> TAKE_ANY_NAME = Set.of("event.test", "user.get", "user.search");

    private final Map<String, String> made = new LinkedHashMap<>();

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return super.configure(builder)
                .app("local.all", "secret")
                .networkLine(NETWORK, "Elsewhere", true)
                .strict();
    }

    record Line(boolean app, String method, String parameters) {

        static Line of(String text) {
            String[] parts = text.split(" ", 3);
            return new Line(parts[0].equals("app"), parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return (app ? "app " : "webhook ") + method;
        }
    }

    static Stream<Line> lines() {
        try (var resource = StrictParametersTest.class.getResourceAsStream("/conformance/parameters.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Line::of).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeWhatTheLinesName() {
        registerConnector();
        send("u1", "c1", "m1", "Hello");
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.crm().add("deal", 12, "Deal").link("deal", 12, chat);
        long own = portal.client("Eva").on(22).writes("Hello");
        portal.operator(1).answers(own);
        portal.crm().add("deal", 13, "Other").link("deal", 13, own);
        app(1, "event.bind", "event", "ONSESSIONFINISH", "event_type", "offline");
        closed();
        String process = app(1, "event.offline.get", "clear", 0)
                .result()
                .get("process_id")
                .asText();
        call(1, "imopenlines.network.join", "CODE", NETWORK);
        made.put("@chat", String.valueOf(chat));
        made.put("@own", String.valueOf(own));
        made.put("@session", String.valueOf(dialog(chat).sessionId()));
        made.put("@message", String.valueOf(dialog(own).messages().get(0).id()));
        made.put("@code", dialog(chat).userCode());
        made.put("@entity", "13");
        made.put("@welcomed", String.valueOf(portal.client("Maria").on(26).writes("Hello")));
        made.put("@botToken", portal.bot("support").token());
        made.put("@bot", String.valueOf(portal.bot("support").id()));
        made.put("@process", process);
        made.put("@network", NETWORK);
    }

    private Object[] parameters(Line line) throws JsonProcessingException {
        String json = line.parameters();
        for (Map.Entry<String, String> entry : made.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .toList()) {
            json = json.replace(entry.getKey(), entry.getValue());
        }
        return JSON.readValue(json, new TypeReference<Map<String, Object>>() {}).entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("lines")
    @Row("7.8/admin-mode")
    void everyDocumentedParameterIsKnownAndNoOther(Line line) throws Exception {
        makeWhatTheLinesName();
        Object[] parameters = Stream.concat(Stream.of(parameters(line)), Stream.of("NO_SUCH_PARAMETER", 1))
                .toArray();
        Answer answer = line.app()
                ? app(line.method().startsWith("imopenlines") ? "local.all" : APP, 1, line.method(), parameters)
                : call(1, line.method(), parameters);

        assertThat(answer.status()).as(answer.outcome()).isEqualTo(200);
        assertThat(portal.findings())
                .hasSize(TAKE_ANY_NAME.contains(line.method()) ? 0 : 1)
                .allSatisfy(finding -> assertThat(finding).contains("does not read the parameter NO_SUCH_PARAMETER"));
    }

    @Test
    void everyMethodHasItsLine() {
        Set<String> all = new TreeSet<>();
        call(1, "methods", "full", true).result().forEach(name -> all.add(name.asText()));

        Set<String> described = new TreeSet<>(
                lines().map(line -> line.method().toLowerCase(Locale.ROOT)).toList());

        assertThat(described).isEqualTo(all).hasSizeGreaterThan(75);
    }
}
