// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console lets people do, and what it refuses. */
class ConsoleActionTest extends PortalTest {

    private static final String ANSWER = "imopenlines.operator.answer";

    private Answer act(String action, Object... namesAndValues) {
        return post(portal.url() + "/console/" + action, "application/json", json(map(namesAndValues)));
    }

    private HttpRequest.Builder request(String action, String body) {
        return HttpRequest.newBuilder(URI.create(portal.url() + "/console/" + action))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    @Test
    void aClientWritesByNameAndLineAndThenIntoTheChat() {
        Answer first = act("client", "name", " Maria ", "line", 22, "text", "Hello");
        long chat = first.body().get("chat").asLong();
        Answer second = act("client", "chat", chat, "text", "Still there?");

        assertThat(second.body().get("chat").asLong()).isEqualTo(chat);
        assertThat(dialog(chat).clientName()).isEqualTo("Maria");
        assertThat(dialog(chat).messages()).extracting(MessageView::text).contains("Hello", "Still there?");
    }

    @Test
    void aClientWhoWasTransferredWritesIntoTheSameChat() {
        long chat = accepted(22, 27);
        transfer(27, chat, "queue25");

        assertThat(act("client", "chat", chat, "text", "Who are you?")
                        .body()
                        .get("chat")
                        .asLong())
                .isEqualTo(chat);
        assertThat(dialog(chat).lineId()).isEqualTo(25);
    }

    @Test
    void anOperatorTakesADialogAndWrites() {
        long chat = portal.client("Tom").on(22).writes("Hello");

        assertThat(act("operator/take", "chat", chat, "operator", 31).status()).isEqualTo(200);
        assertThat(act("operator/write", "chat", chat, "operator", 31, "text", "Good morning")
                        .status())
                .isEqualTo(200);

        assertThat(dialog(chat).isOwnedBy(31)).isTrue();
        assertThat(dialog(chat).messages()).extracting(MessageView::text).contains("Good morning");
    }

    @Test
    void anOperatorWhoIsNotInTheChatIsToldToTakeIt() {
        long chat = accepted(22, 27);

        assertThat(act("operator/write", "chat", chat, "operator", 31, "text", "Hello")
                        .outcome())
                .isEqualTo("409 Boris Klein is not in this chat; take it first");
        assertThat(act("operator/take", "chat", chat, "operator", 27).outcome())
                .isEqualTo("409 Anna Weber has the dialog already");
        assertThat(act("operator/take", "chat", closed(), "operator", 31).error())
                .startsWith("The dialog is closed");
    }

    @Test
    void aMessageOfAnOperatorOpensAClosedDialog() {
        long chat = closed();

        act("operator/write", "chat", chat, "operator", 31, "text", "One more thing");

        assertThat(dialog(chat).closed()).isFalse();
        assertThat(dialog(chat).isOwnedBy(31)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"limit, 503 QUERY_LIMIT_EXCEEDED", "operating, 429 OPERATION_TIME_LIMIT", "false, 200 false"})
    void aFaultMeetsTheNextCallOfItsMethodOnly(String fault, String outcome) {
        long chat = portal.client("Tom").on(22).writes("Hello");
        assertThat(act("fault", "fault", fault, "method", ANSWER.toUpperCase()).status())
                .isEqualTo(200);

        assertThat(operator(27, "skip", 1).status()).isEqualTo(400);
        assertThat(operator(27, "answer", chat).outcome()).isEqualTo(outcome);
        assertThat(portal.executions(ANSWER)).isEmpty();
        assertThat(operator(27, "answer", chat).status()).isEqualTo(200);
    }

    @Test
    void aCallIsCutAfterItsExecution() {
        long chat = portal.client("Tom").on(22).writes("Hello");
        act("fault", "fault", "cut");

        assertThatThrownBy(() -> operator(27, "answer", chat)).isInstanceOf(UncheckedIOException.class);
        assertThat(dialog(chat).isOwnedBy(27)).isTrue();
    }

    @Test
    void anHtmlPageMeetsAnyCall() {
        act("fault", "fault", "html", "method", "*");

        assertThatThrownBy(() -> operator(27, "skip", 1)).hasMessageContaining("Unexpected character");
    }

    @Test
    void waitingFaultsAreShownAndCleared() {
        act("fault", "fault", "limit");
        act("fault", "fault", "limit");
        portal.faults().always("batch", Fault.emptyBody());
        portal.faults().nextCommand("profile", Fault.droppedFromBatch());
        assertThat(get(portal.url() + "/console/state").body().get("overview").get("faults"))
                .hasToString("[{\"method\":\"*\",\"fault\":\"503 QUERY_LIMIT_EXCEEDED\",\"times\":2,\"inBatch\":false},"
                        + "{\"method\":\"batch\",\"fault\":\"empty body\",\"times\":0,\"inBatch\":false},"
                        + "{\"method\":\"profile\",\"fault\":\"dropped\",\"times\":1,\"inBatch\":true}]");

        assertThat(act("fault/clear").status()).isEqualTo(200);

        assertThat(portal.faults().scripted()).isEmpty();
        assertThat(operator(27, "skip", 1).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            client         | {"name":"Tom","line":22}                     | Field 'text' is missing or empty; it is a text
            client         | {"name":" ","line":22,"text":"Hi"}           | Field 'name' is missing or empty; it is a text
            client         | {"name":"Tom","line":"22","text":"Hi"}       | Field 'line' is missing or no id; it is a number above 0
            client         | {"name":"Tom","line":99,"text":"Hi"}         | Unknown line 99; known: [15, 22, 23, 24, 25, 26]
            client         | {"chat":5,"text":"Hi"}                       | There is no dialog in chat 5
            client         | {"chat":5,"line":22,"text":"Hi"}             | A chat has its client and line; give either chat, or name and line
            client         | {"nam":"Tom","line":22,"text":"Hi"}          | Unknown field 'nam'; known: [name, line, chat, text]
            client         | []                                           | The body is not a JSON object; its fields would be [name, line, chat, text]
            operator/take  | {"chat":5,"operator":27}                     | There is no dialog in chat 5
            operator/write | {"chat":1.5,"operator":27,"text":"Hi"}       | Field 'chat' is missing or no id; it is a number above 0
            fault          | {"fault":"flood"}                            | Unknown fault 'flood'; known: [limit, operating, cut, html, false]
            fault          | {"fault":"cut","method":"imopenlines.no"}    | This portal has no method 'imopenlines.no'; give one of its methods, batch or * for any
            """)
    void whatIsWrongIsSaidInWords(String action, String body, String text) {
        Answer answer = answer(request(action, body));

        assertThat(answer.outcome()).isEqualTo("400 " + text);
        assertThat(portal.dialogs()).isEmpty();
    }

    @Test
    void operatorsAreEmployees() {
        long chat = portal.client("Tom").on(22).writes("Hello");

        assertThat(act("operator/take", "chat", chat, "operator", 567).outcome())
                .isEqualTo("400 User 567 is no operator; known: [1, 27, 31]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "{} {}", "Hello"})
    void aBodyThatIsNotJsonIsRefused(String body) {
        assertThat(answer(request("client", body)).status()).isEqualTo(400);
    }

    @Test
    void tooLongIsRefused() {
        assertThat(act("client", "name", "n".repeat(101), "line", 22, "text", "Hi")
                        .error())
                .isEqualTo("Field 'name' has at most 100 characters, not 101");
        assertThat(act("client", "name", "Tom", "line", 22, "text", "x".repeat(70_000))
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void onlyJsonIsTaken(String type) {
        assertThat(post(portal.url() + "/console/fault", type, "{\"fault\":\"limit\"}")
                        .status())
                .isEqualTo(415);
        assertThat(portal.faults().scripted()).isEmpty();
    }

    @Test
    void actionsArePostedAndTheStateIsRead() {
        assertThat(get(portal.url() + "/console/fault").status()).isEqualTo(405);
        assertThat(post(portal.url() + "/console/state", "application/json", "{}")
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "http://127.0.0.1", "null"})
    void otherSitesAreRefused(String origin) {
        Answer answer = answer(request("fault", "{\"fault\":\"limit\"}").header("Origin", origin));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(portal.faults().scripted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aBrowserThatComesFromAnotherSiteIsRefused(String site) {
        assertThat(answer(request("fault", "{\"fault\":\"limit\"}").header("Sec-Fetch-Site", site))
                        .status())
                .isEqualTo(403);
        HttpRequest.Builder state = HttpRequest.newBuilder(URI.create(portal.url() + "/console/state"));
        assertThat(answer(state.header("Sec-Fetch-Site", site)).status()).isEqualTo(403);
        HttpRequest.Builder requests = HttpRequest.newBuilder(URI.create(portal.url() + "/simulator/requests"));
        assertThat(answer(requests.header("Sec-Fetch-Site", site)).status()).isEqualTo(403);
    }

    @Test
    void thePageItselfIsTaken() {
        assertThat(answer(request("fault", "{\"fault\":\"limit\"}")
                                .header("Origin", portal.url())
                                .header("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNameThatSomebodyPointedAtThePortalIsRefused() {
        for (String path : List.of(
                "/",
                "/console/state",
                "/console/stream",
                "/console/dialog?chat=1",
                "/simulator/",
                "/simulator/requests",
                "/simulator/webhooks")) {
            assertThat(statusLine("evil.example", path)).contains(" 403 ");
            assertThat(statusLine("127.0.0.1.evil.example:80", path)).contains(" 403 ");
        }
        assertThat(statusLine("localhost:8080", "/console/state")).contains(" 200 ");
        assertThat(statusLine("[::1]", "/")).contains(" 200 ");
        assertThat(statusLine("localhost:8080", "/simulator/")).contains(" 200 ");
        assertThat(statusLine("[::1]", "/simulator/requests")).contains(" 200 ");
    }

    /** The HTTP client writes its own Host, so this is written by hand. */
    private String statusLine(String host, String path) {
        URI url = URI.create(portal.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\n';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
