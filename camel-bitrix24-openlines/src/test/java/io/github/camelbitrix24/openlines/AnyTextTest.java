// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred thousand seeded texts, by every way a text goes: the client reads each as it was written, and nobody else is called. */
class AnyTextTest {
    private static final long SEED = Long.getLong("texts.seed", 20_261_201L);
    private static final int TEXTS = 100_000;
    private static final int TYPED = 100;
    private static final int AT_ONCE = 2_000;

    private static final List<String> WAYS = List.of("toD", "raw", "header", "body", "kamelet", "kameletHeader");

    private final AtomicInteger elsewhere = new AtomicInteger();
    private final Random random = new Random(SEED);
    private HttpServer other;
    private KameletDesk desk;
    private List<String> pieces;
    private long chat;

    @BeforeEach
    void open() throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", request -> {
            elsewhere.incrementAndGet();
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        other.start();
        pieces = pieces("127.0.0.1:" + other.getAddress().getPort());
        desk = new KameletDesk();
        chat = desk.portal.client("Maria").on(KameletDesk.BOT_LINE).writes("Hello");
        desk.set("bot.id", Long.toString(desk.portal.bot("helper").id()))
                .set("bot.token", desk.portal.bot("helper").token())
                .set("b24.bot.token", "stolen")
                .set("chat", Long.toString(chat))
                .set("camel.component.kamelet.no-error-handler", "true");
        desk.portalOnTheComponent(27);
    }

    @AfterEach
    void close() {
        desk.close();
        other.stop(0);
    }

    private static List<String> pieces(String other) {
        return List.of(
                "&portalUrl=http://" + other,
                ")&portalUrl=RAW(http://" + other,
                "}&portalUrl=RAW{http://" + other,
                "&proxyHost=127.0.0.1&proxyPort=" + other.substring(other.indexOf(':') + 1),
                "&oauthServerUrl=http://" + other,
                "http://" + other + "/?a=b&c=d#e",
                "&actAs=1",
                "&chatId=1",
                "&bot.token=EVIL",
                "&authToken=1/evil",
                "?",
                "&",
                "=",
                "#bean:bot",
                "#class:java.lang.Object",
                "#valueAs(int):5",
                "RAW(",
                "RAW{",
                ")",
                "}",
                "{{",
                "}}",
                "{{b24.bot.token}}",
                "{{?b24.bot.token}}",
                "{{env:HOME}}",
                "{{sys:user.dir}}",
                "{{missing}}",
                "${",
                "${body}",
                "${header.words}",
                "$simple{sys.user.dir}",
                "${bean:type:java.lang.Runtime}",
                "%",
                "%25",
                "%2B",
                "%0A",
                "%zz",
                "+",
                "\\n",
                "\\",
                "\"",
                "'",
                "`",
                "<b>",
                "&amp;",
                "[b]",
                "\n",
                "\r\n",
                "\t",
                "\u0000",
                "\u001b[31m",
                "\u2028",
                "\uFEFF",
                "\uFFFF",
                "typed64-",
                "{\"CHAT_ID\":1}",
                "chat1",
                "1763",
                " ");
    }

    /** Never blank, since a blank text is refused; at most about two hundred signs. */
    private String text() {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(6);
        for (int part = 0; part < parts; part++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> text.append(pieces.get(random.nextInt(pieces.size())));
                case 2 -> IntStream.range(0, random.nextInt(12)).forEach(i -> text.append((char) random.nextInt(128)));
                case 3 -> IntStream.range(0, random.nextInt(12)).forEach(i -> text.appendCodePoint(codePoint()));
                default -> text.append("word").append(random.nextInt(100));
            }
        }
        if (random.nextInt(500) == 0) {
            text.append("$result[c0]");
        }
        return text.toString().isBlank() ? "x" + text : text.toString();
    }

    /** Of any plane, each as often as the others. */
    private int codePoint() {
        int sign = random.nextInt(17) * 0x1_0000 + random.nextInt(0x1_0000);
        return Character.getType(sign) == Character.SURROGATE ? 'ß' : sign;
    }

    @Test
    void everyTextReachesTheClientAsItIs() throws Exception {
        List<String> typed = IntStream.range(0, TYPED).mapToObj(i -> typed()).toList();
        desk.start(routes(typed));
        ProducerTemplate template = desk.context().createProducerTemplate();
        List<Sent> sent = new ArrayList<>();
        for (int done = 0; done < TEXTS; done += AT_ONCE) {
            sent.addAll(together(
                    template,
                    IntStream.range(0, AT_ONCE)
                            .mapToObj(i -> new Sent(WAYS.get(random.nextInt(WAYS.size())), text(), null))
                            .toList()));
        }
        sent.addAll(together(
                template,
                IntStream.range(0, TYPED)
                        .mapToObj(i -> new Sent("typed" + i, typed.get(i), null))
                        .toList()));

        Map<Long, String> read = desk.portal.dialog(chat).messages().stream()
                .collect(Collectors.toMap(MessageView::id, MessageView::text));

        assertThat(sent)
                .hasSize(TEXTS + TYPED)
                .allSatisfy(each -> assertThat(read.get(each.message()))
                        .as("-Dtexts.seed=%d, by %s", SEED, each.way())
                        .isEqualTo(each.text()));
        assertThat(sent.stream().map(Sent::message)).doesNotHaveDuplicates();
        assertThat(elsewhere)
                .as("requests to another server, -Dtexts.seed=%d", SEED)
                .hasValue(0);
    }

    /** Half a surrogate pair is no sign that JSON could say. */
    @Test
    void halfASignIsRefusedByEveryWayAndNothingIsSent() throws Exception {
        desk.start(routes(List.of()));
        ProducerTemplate template = desk.context().createProducerTemplate();
        int before = desk.portal.requests().size();

        for (String way : WAYS) {
            for (String half : List.of("\uD83D", "a\uDE00b", "\uDE00\uD83D")) {
                assertThat(send(template, new Sent(way, half, null)).join().getException())
                        .as(way)
                        .isInstanceOf(B24InvalidRequestException.class)
                        .hasMessageContaining("surrogate");
            }
        }

        assertThat(desk.portal.requests()).hasSize(before);
    }

    private List<Sent> together(ProducerTemplate template, List<Sent> texts) {
        List<CompletableFuture<Exchange>> exchanges =
                texts.stream().map(each -> send(template, each)).toList();
        return IntStream.range(0, texts.size())
                .mapToObj(i -> texts.get(i).after(exchanges.get(i).join()))
                .toList();
    }

    private CompletableFuture<Exchange> send(ProducerTemplate template, Sent text) {
        Processor filling = exchange -> {
            if (text.way().equals("body") || text.way().equals("kamelet")) {
                exchange.getMessage().setBody(text.text());
            } else {
                exchange.getMessage().setHeader("words", text.text());
            }
        };
        return template.asyncSend("direct:" + text.way(), filling);
    }

    /** What YAML can say and Camel does not take for a placeholder of a property. */
    private String typed() {
        String text = text();
        while (text.contains("{{") || text.codePoints().anyMatch(AnyTextTest::isNoYaml)) {
            text = text();
        }
        return text;
    }

    private static boolean isNoYaml(int sign) {
        return sign == 0
                || sign == 0xFFFE
                || sign == 0xFFFF
                || Character.isISOControl(sign) && sign != '\n' && sign != '\t';
    }

    private String routes(List<String> typed) {
        String send = "b24openlines:botMessageSend?chatId={{chat}}&botId={{bot.id}}&botToken={{bot.token}}";
        String kamelet =
                "to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: '{{chat}}', botId: '{{bot.id}}', token: '{{bot.token}}'%s } }";
        Function<String, String> header =
                step -> "setHeader: { name: CamelB24OpenLinesMessage, simple: '${header.words}' } }, { " + step;
        return route("toD", "toD: { uri: '" + send + "&message=${header.words}' }")
                + route("raw", "toD: { uri: '" + send + "&message=RAW(${header.words})' }")
                + route("header", header.apply("to: { uri: '" + send + "' }"))
                + route("body", "to: { uri: '" + send + "' }")
                + route("kamelet", kamelet.formatted(""))
                + route("kameletHeader", header.apply(kamelet.formatted("")))
                + IntStream.range(0, typed.size())
                        .mapToObj(i -> route(
                                "typed" + i,
                                kamelet.formatted(", message: \"" + StringEscapeUtils.escapeJava(typed.get(i)) + "\"")))
                        .collect(Collectors.joining());
    }

    private static String route(String way, String steps) {
        return "- route: { errorHandler: { noErrorHandler: {} }, from: { uri: 'direct:%s', steps: [ { %s } ] } }\n"
                .formatted(way, steps);
    }

    private record Sent(String way, String text, Long message) {
        Sent after(Exchange exchange) {
            assertThat(exchange.getException())
                    .as("-Dtexts.seed=%d, by %s: %s", SEED, way, StringEscapeUtils.escapeJava(text))
                    .isNull();
            return new Sent(way, text, exchange.getMessage().getBody(Long.class));
        }
    }
}
