// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A portal that answers each call with another misbehaviour, drawn from the grammar of RFC 9112 and from what has brought clients down;
 * the call's chat and a seed say which. It remembers which calls it has answered with a success.
 */
final class HostilePortal implements AutoCloseable {
    private static final Pattern CHAT = Pattern.compile("\"CHAT_ID\":(\\d+)");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final int MUCH = 24 << 20;
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(20);

    /** What may be told of a call. */
    enum Answered {
        /** No success. */
        NO,
        /** Either: it can be read in two ways, or nobody can say to which call it belongs. */
        PERHAPS,
        SUCCESS
    }

    private interface Misbehaviour {
        void on(Exchange exchange) throws IOException;
    }

    private final long seed;
    private final RawServer server;
    private final Map<Long, Answered> answered = new ConcurrentHashMap<>();
    private final Map<Long, AtomicInteger> times = new ConcurrentHashMap<>();
    private final List<Misbehaviour> misbehaviours = List.of(
            exchange -> exchange.succeed(RawServer.yes()),
            exchange -> exchange.connection.write(RawServer.no()),
            exchange -> exchange.end(),
            exchange -> exchange.connection.reset(),
            HostilePortal::cutShort,
            HostilePortal::garbage,
            HostilePortal::endless,
            HostilePortal::slow,
            HostilePortal::wrongLength,
            HostilePortal::behind,
            HostilePortal::late,
            HostilePortal::redirect,
            HostilePortal::packed,
            HostilePortal::chunked,
            HostilePortal::interim,
            HostilePortal::statusLine,
            HostilePortal::oddHeaders,
            HostilePortal::withoutBody,
            HostilePortal::noJson,
            HostilePortal::toTheEnd);

    HostilePortal(long seed) throws IOException {
        this.seed = seed;
        this.server = new RawServer(this::serve);
    }

    String url() {
        return server.url();
    }

    int connections() {
        return server.connections();
    }

    /** How many calls have come. */
    int calls() {
        return times.size();
    }

    Answered answered(long chat) {
        return answered.getOrDefault(chat, Answered.NO);
    }

    private void serve(RawServer.Connection connection) throws IOException {
        Random random = new Random(seed + connection.socket.getPort());
        boolean early = random.nextInt(40) == 0;
        if (early) {
            connection.write(RawServer.yes());
        } else if (random.nextInt(40) == 0) {
            connection.reset();
            return;
        }
        long lateAt = early ? System.nanoTime() : System.nanoTime() - 2 * SOON;
        String request = connection.read();
        while (request != null && !connection.socket.isClosed()) {
            Matcher chat = CHAT.matcher(request);
            if (chat.find()) {
                long id = Long.parseLong(chat.group(1));
                int time =
                        times.computeIfAbsent(id, none -> new AtomicInteger()).incrementAndGet();
                Exchange exchange = new Exchange(connection, id, new Random(seed * 31 + id * 7 + time));
                if (System.nanoTime() - lateAt < SOON) {
                    // the answer before was under way when the call was
                    answered.put(id, Answered.PERHAPS);
                }
                misbehaviours.get(exchange.random.nextInt(misbehaviours.size())).on(exchange);
                lateAt = exchange.late ? System.nanoTime() : lateAt;
            }
            request = connection.socket.isClosed() ? null : connection.read();
        }
    }

    private static void cutShort(Exchange exchange) throws IOException {
        String whole = exchange.random.nextBoolean() ? RawServer.yes() : RawServer.no();
        exchange.connection.write(whole.substring(0, exchange.random.nextInt(whole.length() - 1)));
        exchange.end();
    }

    private static void garbage(Exchange exchange) throws IOException {
        byte[] bytes = new byte[1 + exchange.random.nextInt(3_000)];
        exchange.random.nextBytes(bytes);
        exchange.connection.write(exchange.random.nextBoolean() ? "\u0015\u0003\u0003\u0000\u0002\u0002(" : "");
        exchange.connection.write(bytes);
        exchange.end();
    }

    private static void endless(Exchange exchange) throws IOException {
        String chunks = OK + "Transfer-Encoding: chunked\r\n\r\n";
        String[][] endless = {
            {"HTTP/1.1 200 ", "x"},
            {OK + "X: ", "x"},
            {OK + "X: y\r\n", " x\r\n"},
            {OK, "X: y\r\n"},
            {"", "HTTP/1.1 102 Processing\r\n\r\n"},
            {"", "\r\n"},
            {chunks, "0"},
            {chunks + "1;", "x"},
            {chunks + "0\r\n", "X: y\r\n"},
            {chunks, "40\r\n" + " ".repeat(64) + "\r\n"},
            {OK + "Content-Length: 9999999999\r\n\r\n", " "},
            {OK + "\r\n", " "}
        };
        String[] one = endless[exchange.random.nextInt(endless.length)];
        exchange.connection.write(one[0]);
        String much = one[1].repeat(Math.max(1, (32 << 10) / one[1].length()));
        for (long sent = 0; sent < MUCH; sent += much.length()) {
            exchange.connection.write(much);
        }
        exchange.end();
    }

    private static void slow(Exchange exchange) throws IOException {
        String whole = exchange.random.nextBoolean() ? OK + "Content-Length: 100000\r\n\r\n" : "HTTP/1.1 200 OK";
        int quick = exchange.random.nextInt(whole.length());
        exchange.connection.write(whole.substring(0, quick));
        for (int index = quick; index < 100_000; index++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            exchange.connection.write(index < whole.length() ? whole.substring(index, index + 1) : " ");
        }
    }

    private static void wrongLength(Exchange exchange) throws IOException {
        int length = RawServer.TRUE.length();
        String chunked = Integer.toHexString(length) + "\r\n" + RawServer.TRUE + "\r\n0\r\n\r\n";
        String[] answers = {
            OK + "Content-Length: " + (length + 1 + exchange.random.nextInt(50)) + "\r\n\r\n" + RawServer.TRUE,
            OK + "Content-Length: " + exchange.random.nextInt(length - 1) + "\r\n\r\n" + RawServer.TRUE,
            OK + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
            OK + "Content-Length: " + length + "\r\nContent-Length: 5\r\n\r\n" + RawServer.TRUE,
            OK + "Content-Length: -" + length + "\r\n\r\n" + RawServer.TRUE,
            OK + "Content-Length: +" + length + "\r\n\r\n" + RawServer.TRUE,
            OK + "Content-Length: " + length + "0000000000000000000\r\n\r\n" + RawServer.TRUE,
            OK + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunked,
            OK + "Transfer-Encoding: deflate\r\n\r\n" + RawServer.TRUE,
            "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked
        };
        exchange.connection.write(answers[exchange.random.nextInt(answers.length)]);
        exchange.perhapsEnd();
    }

    /** More answers than requests, in one packet. */
    private static void behind(Exchange exchange) throws IOException {
        String more = RawServer.yes().repeat(1 + exchange.random.nextInt(5));
        if (exchange.random.nextInt(4) == 0) {
            exchange.succeed(RawServer.yes() + more);
        } else {
            exchange.connection.write(RawServer.no() + more);
        }
    }

    /** Another answer shortly after the right one. */
    private static void late(Exchange exchange) throws IOException {
        exchange.connection.write(RawServer.no());
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(exchange.random.nextInt(5_000)));
        exchange.late = true;
        exchange.connection.write(RawServer.yes());
    }

    private static void redirect(Exchange exchange) throws IOException {
        int port = exchange.connection.socket.getLocalPort();
        String[] locations = {
            "http://localhost:99999/rest/1/c/m",
            "http://localhost:0/rest/1/c/m",
            "http://localhost:1/rest/1/c/m",
            "http://localhost:" + port + "/rest/1/c/imopenlines.operator.spam",
            "http://127.0.0.1:" + port + "/rest/1/c/imopenlines.operator.spam",
            "https://localhost:" + port + "/rest/1/c/m",
            "http://no-such-host.invalid/rest/1/c/m",
            "http://user@localhost:" + port + "/rest/1/c/m",
            "/rest/1/c/m",
            "//localhost/rest/",
            "http://[::1/rest/",
            "javascript:alert(1)",
            "",
            "http://localhost:" + port + "/rest/" + "x".repeat(12_000)
        };
        int status = List.of(300, 301, 302, 303, 304, 307, 308, 399).get(exchange.random.nextInt(8));
        exchange.connection.write("HTTP/1.1 " + status + " Moved\r\nContent-Length: 0\r\n"
                + (exchange.random.nextInt(8) == 0
                        ? ""
                        : "Location: " + locations[exchange.random.nextInt(locations.length)] + "\r\n")
                + "\r\n");
    }

    private static void packed(Exchange exchange) throws IOException {
        byte[] answer = RawServer.TRUE.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int kind = exchange.random.nextInt(4);
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(answer);
            if (kind == 0) {
                byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int count = 0; count < 40; count++) {
                    packing.write(blanks);
                }
            }
        }
        byte[] whole = bytes.toByteArray();
        int sent = kind == 1 ? exchange.random.nextInt(whole.length - 8) : whole.length;
        if (kind >= 2) {
            exchange.says(Answered.SUCCESS);
        }
        exchange.connection.write(OK + "Content-Encoding: gzip\r\nContent-Length: " + sent + "\r\n\r\n");
        exchange.connection.write(Arrays.copyOf(whole, sent));
    }

    private static void chunked(Exchange exchange) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int done = 0; done < RawServer.TRUE.length(); ) {
            int size = Math.min(RawServer.TRUE.length() - done, 1 + exchange.random.nextInt(20));
            body.append(exchange.random.nextBoolean() ? "0" : "")
                    .append(Integer.toHexString(size))
                    .append(exchange.random.nextBoolean() ? ";name=\"value\"" : "")
                    .append("\r\n")
                    .append(RawServer.TRUE, done, done + size)
                    .append("\r\n");
            done += size;
        }
        String whole = OK + "Transfer-Encoding: chunked\r\n\r\n" + body + "0\r\n"
                + (exchange.random.nextBoolean() ? "X-Trailer: y\r\n" : "") + "\r\n";
        if (exchange.random.nextInt(3) > 0) {
            exchange.succeed(whole);
        } else {
            // the last chunk is missing, or something of those before
            exchange.connection.write(whole.substring(0, whole.length() - 5 - exchange.random.nextInt(body.length())));
            exchange.end();
        }
    }

    private static void interim(Exchange exchange) throws IOException {
        int number = exchange.random.nextInt(20);
        String before = ("HTTP/1.1 10" + (exchange.random.nextBoolean() ? 2 : 3) + " Wait\r\n\r\n").repeat(number);
        if (exchange.random.nextInt(5) == 0) {
            exchange.connection.write("HTTP/1.1 101 Switching\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\n");
            exchange.end();
        } else if (number <= 10) {
            exchange.succeed(before + RawServer.yes());
        } else {
            exchange.connection.write(before + RawServer.yes());
        }
    }

    private static void statusLine(Exchange exchange) throws IOException {
        String[] versions = {"HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/9.9", "HTTP/", "http/1.1", "ICY", "", "\u0000"};
        String[] codes = {"200", "0200", "20", "2000", "-200", "2OO", "999", "100", "199", "", "200\u0000"};
        String version = versions[exchange.random.nextInt(versions.length)];
        String code = codes[exchange.random.nextInt(codes.length)];
        exchange.says(Answered.PERHAPS);
        exchange.connection.write(RawServer.yes().replace("HTTP/1.1 200 OK", version + " " + code + " OK"));
        exchange.perhapsEnd();
    }

    private static void oddHeaders(Exchange exchange) throws IOException {
        String[] headers = {
            "no colon",
            ": no name",
            "X : y",
            "X:\r\n y",
            "X\u0000: y",
            "X: \u0000\u0007\u00ff",
            "X: y\r",
            "Connection: close",
            "Connection: keep-alive, close",
            "Keep-Alive: timeout=0",
            "Keep-Alive: timeout=99999999999999999999",
            "Content-Encoding: nonsense",
            "Content-Encoding: gzip",
            "Upgrade: h2c",
            "Set-Cookie: a=b; Domain=.com",
            "Content-Type: text/html; charset=nonsense",
            "Retry-After: 99999999999999999999",
            "Alt-Svc: h3=\":443\""
        };
        exchange.says(Answered.PERHAPS);
        exchange.connection.write(RawServer.yes()
                .replaceFirst("\r\n", "\r\n" + headers[exchange.random.nextInt(headers.length)] + "\r\n"));
        exchange.perhapsEnd();
    }

    private static void withoutBody(Exchange exchange) throws IOException {
        int status = List.of(204, 205, 304).get(exchange.random.nextInt(3));
        exchange.says(status == 205 ? Answered.PERHAPS : Answered.NO);
        exchange.connection.write(RawServer.yes().replace("200 OK", status + " Nothing"));
        exchange.perhapsEnd();
    }

    private static void noJson(Exchange exchange) throws IOException {
        String[] bodies = {
            "<html>502</html>",
            "",
            "null",
            "[]",
            "{",
            "{\"result\":",
            "\"\\ud800\"",
            "[".repeat(20_000),
            "{\"a\":".repeat(20_000),
            "9".repeat(50_000),
            "{\"result\":nul}",
            "\ufeff{}",
            "true"
        };
        String[] statuses = {"200 OK", "400 Bad", "403 No", "404 No", "429 Slow", "500 No", "502 No", "503 No"};
        exchange.connection.write(RawServer.answer(
                statuses[exchange.random.nextInt(statuses.length)], bodies[exchange.random.nextInt(bodies.length)]));
    }

    private static void toTheEnd(Exchange exchange) throws IOException {
        exchange.succeed("HTTP/1." + exchange.random.nextInt(2) + " 200 OK\r\n\r\n" + RawServer.TRUE);
        exchange.end();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One call, as it has come. */
    private final class Exchange {
        final RawServer.Connection connection;
        final Random random;
        private final long chat;
        private boolean late;

        Exchange(RawServer.Connection connection, long chat, Random random) {
            this.connection = connection;
            this.chat = chat;
            this.random = random;
        }

        void says(Answered what) {
            answered.merge(chat, what, (before, now) -> before.compareTo(now) > 0 ? before : now);
        }

        void succeed(String answer) throws IOException {
            says(Answered.SUCCESS);
            connection.write(answer);
        }

        void end() throws IOException {
            connection.socket.close();
        }

        void perhapsEnd() throws IOException {
            if (random.nextBoolean()) {
                end();
            }
        }
    }
}
