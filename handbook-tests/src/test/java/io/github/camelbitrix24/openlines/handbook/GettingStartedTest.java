// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows {@code docs/getting-started.md} arrives: its project works, and its calls are ones that a portal understands. */
class GettingStartedTest {
    private static final Pattern CURL =
            Pattern.compile("(?m)^curl (?:--json '(.*)' (?:\\\\\n +)?)?(https?://[^/\\s]+)(/\\S+)$");
    private static final long EMPLOYEE = 27;

    @TempDir
    Path folder;

    private final List<Block> blocks = Block.of(Repository.TOP.resolve("docs/getting-started.md"));
    private final String page = Repository.text(Repository.TOP.resolve("docs/getting-started.md"));

    @Test
    void theProjectWorks() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            Main main = desk(portal);
            main.start();
            try {
                for (MatchResult curl : curls("/simulator/")) {
                    ask(portal.url() + curl.group(3), curl.group(1));
                }
                await().until(() ->
                        portal.dialogs().size() == 2 && portal.dialogs().get(0).lineId() == 22);
                await().until(() -> !portal.dialogs().get(1).offeredTo().isEmpty());
                assertThat(portal.dialogs().get(1).messages())
                        .anySatisfy(message -> assertThat(message.text()).startsWith("One moment"));
                assertThat(portal.dialogs().get(0).chatId()).isEqualTo(1763);
            } finally {
                main.stop();
            }
        }
    }

    /** Whatever is lost, the next customer is served at once, nothing is done twice, and the first is where the portal says. */
    @ParameterizedTest
    @ValueSource(
            strings = {"imopenlines.bot.session.operator", "imbot.v2.Chat.Message.send", "imopenlines.operator.transfer"
            })
    void aLostAnswerStopsNobody(String method) throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            portal.faults().next(method.startsWith("imbot") ? method : "batch", Fault.cutAfterExecution());
            Main main = desk(portal);
            main.start();
            try {
                String words = method.endsWith("transfer") ? "about my invoice" : "do you sell parrots?";
                long first = portal.client("Otto").on(26).writes(words);
                await().until(() -> portal.counts().doneByChat(method).containsKey(first));
                long second = portal.client("Maria").on(26).writes("a question about my invoice");

                await().until(() -> portal.dialog(second).lineId() == 22);
                await().until(() -> portal.events("support").isEmpty());
                assertThat(portal.counts().doneByChat(method)).containsEntry(first, 1L);
                if (method.endsWith("transfer")) {
                    assertThat(portal.dialog(first).lineId()).isEqualTo(22);
                } else {
                    assertThat(portal.dialog(first).offeredTo()).isNotEmpty();
                }
                assertThat(folder.resolve("dead-letters")).doesNotExist();
            } finally {
                main.stop();
            }
        }
    }

    @Test
    void whatCannotBeDoneIsKeptAndTheNextCustomerIsServed() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            portal.faults().nextCommand("imopenlines.bot.session.operator", Fault.status(400, "ACCESS_DENIED"));
            Main main = desk(portal);
            main.start();
            try {
                portal.client("Otto").on(26).writes("do you sell parrots?");
                long second = portal.client("Maria").on(26).writes("a question about my invoice");

                await().until(() -> portal.dialog(second).lineId() == 22);
                await().untilAsserted(() -> assertThat(folder.resolve("dead-letters"))
                        .isDirectoryContaining(file -> Repository.text(file).contains("do you sell parrots?")));
                await().until(() -> portal.events("support").isEmpty());
            } finally {
                main.stop();
            }
        }
    }

    private Main desk(PortalSimulator portal) throws Exception {
        String route =
                first("yaml").replace("directoryName: dead-letters", "directoryName: " + folder + "/dead-letters");
        return RouteBlocks.main(ResourceHelper.fromString("desk.yaml", route), properties(portal));
    }

    @Test
    void itsCallsAreOnesThatAPortalUnderstands() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().strict().start()) {
            List<MatchResult> curls = curls("/rest/1/abc123/");
            for (MatchResult curl : curls) {
                String method = curl.group(3).replace("/rest/1/abc123/", "");
                JsonNode answer = ask(portal.webhook(1).url() + method, curl.group(1));
                assertThat(answer.has("result")).as("%s: %s", method, answer).isTrue();
                if (method.equals("imbot.v2.Bot.register")) {
                    assertThat(answer.at("/result/bot/id").asLong()).isPositive();
                }
            }

            assertThat(curls).hasSize(4);
            assertThat(portal.findings()).isEmpty();
        }
    }

    /** What stands on the page is what the simulator prints, but for its codes. */
    @Test
    void thePortalPrintsWhatThePageSays() {
        String printed = blocks.stream()
                .filter(block -> block.language().equals("text"))
                .findFirst()
                .orElseThrow()
                .text();
        String source =
                Repository.text(Repository.TOP.resolve("camel-bitrix24-openlines-simulator/src/main/java/io/github/"
                        + "camelbitrix24/openlines/simulator/PortalMain.java"));

        assertThat(printed.lines()
                        .map(line -> line.replaceAll(" {2,}.*|http.*|\\d+$", "").strip()))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(source).contains("println(\"" + label));
    }

    private Properties properties(PortalSimulator portal) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(first("properties")
                .replace("http://127.0.0.1:8080", portal.url())
                .replaceAll("27/\\w+", portal.webhook(EMPLOYEE).authToken())
                .replaceAll("(token = )\\w+(?m)$", "$1" + portal.bot("support").token())));
        properties.remove("camel.main.routes-include-pattern");
        return properties;
    }

    private String first(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private List<MatchResult> curls(String path) {
        return CURL.matcher(page)
                .results()
                .filter(curl -> curl.group(3).startsWith(path))
                .toList();
    }

    private static JsonNode ask(String address, String json) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        HttpRequest sent = json == null
                ? request.build()
                : request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(sent, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** Long enough for busy cores. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
