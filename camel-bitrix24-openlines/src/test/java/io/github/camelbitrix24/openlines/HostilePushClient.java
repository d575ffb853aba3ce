// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.camelbitrix24.openlines.events.EventForms;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends what no portal sends, on raw sockets, drawn by a seed; leaves most of its connections open. It knows no token. */
final class HostilePushClient implements AutoCloseable {
    /** In every text that it sends; none may reach a route. */
    static final String INVENTED = "invented";

    private static final int CONNECT_MS = 5_000;
    private static final int DRIP_MS = 100;
    private static final int MOST_OPEN = 400;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String POST = "POST " + PushDesk.PATH + " HTTP/1.1\r\nHost: desk\r\n";
    private static final String FORGED =
            EventForms.with(PushDesk.message("chat", INVENTED), "auth[application_token]", "forged");
    private static final String INSTALLATION =
            EventForms.with(EventForms.body("onappinstall"), "auth[application_token]", "forged");

    private final int port;
    private final Random random;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> dripping = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    HostilePushClient(int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
    }

    /** Misbehaves at a rate until it is closed. */
    void begin(int aSecond) {
        threads.scheduleAtFixedRate(this::misbehave, 0, 1_000_000L / aSecond, TimeUnit.MICROSECONDS);
        threads.scheduleAtFixedRate(this::drip, 0, DRIP_MS, TimeUnit.MILLISECONDS);
    }

    /** How often it has misbehaved. */
    int done() {
        return done.get();
    }

    private void misbehave() {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress("127.0.0." + (1 + random.nextInt(4)), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MS);
            socket.getOutputStream().write(words(socket).getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            if (random.nextInt(8) == 0) {
                socket.setSoLinger(true, 0);
                socket.close();
            } else {
                open.add(socket);
            }
            if (open.size() > MOST_OPEN) {
                open.remove().close();
            }
        } catch (IOException refused) {
            // the server may refuse and close whatever it likes
        }
        done.incrementAndGet();
    }

    private String words(Socket socket) {
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> unfinished(500_000);
            case 3, 4 -> {
                dripping.add(socket);
                yield unfinished(100);
            }
            case 5 -> POST + FORM + "Content-Length: 10\r\n\r\n" + FORGED;
            case 6 -> POST + FORM + "Content-Length: -1\r\n\r\n" + FORGED;
            case 7 -> POST + FORM + "Content-Length: 5\r\nContent-Length: " + FORGED.length() + "\r\n\r\n" + FORGED;
            case 8 -> POST + FORM + "Content-Length: 99999999999999999999\r\n\r\n" + FORGED;
            case 9 -> smuggled("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n");
            case 10 -> smuggled("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n");
            case 11 -> smuggled("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n");
            case 12 -> chunked("FFFFFFFFFFFFFFFF\r\n" + FORGED);
            case 13 -> chunked("zz\r\n" + FORGED + "\r\n0\r\n\r\n");
            case 14 -> chunked("1;" + "x=y;".repeat(random.nextInt(5_000)) + "\r\na\r\n0\r\nX: " + "t".repeat(20_000));
            case 15 -> chunked("1\r\na\r\n".repeat(1 + random.nextInt(2_000)));
            case 16, 17 -> whole(EventForms.with(INSTALLATION, "auth[access_token]", "t" + random.nextInt()));
            case 18 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + noise(1 + random.nextInt(500));
            case 19 ->
                POST + FORM + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
                        + "Content-Length: " + FORGED.length() + "\r\n\r\n" + FORGED + noise(20);
            case 20 -> whole("a" + "[x]".repeat(random.nextInt(2_000)) + "=1&" + FORGED);
            case 21 -> whole("a[][][][][][][]=1&".repeat(random.nextInt(20_000)) + FORGED);
            case 22 -> whole(FORGED + "&event=B&auth[application_token]=" + noise(30) + "&%00=%FF%FE&x=%zz");
            default -> (POST + FORM + "X: y").substring(0, 5 + random.nextInt(60));
        };
    }

    private String unfinished(int most) {
        return POST + FORM + "Content-Length: 524288\r\n\r\nevent=ON&data[x]=" + "y".repeat(random.nextInt(most));
    }

    private static String smuggled(String lengths) {
        return POST + FORM + lengths + "\r\n0\r\n\r\n" + whole(FORGED);
    }

    private static String chunked(String body) {
        return POST + FORM + "Transfer-Encoding: chunked\r\n\r\n" + body;
    }

    private static String whole(String body) {
        return POST + FORM + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private void drip() {
        dripping.removeIf(socket -> {
            try {
                socket.getOutputStream().write('x');
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    @Override
    public void close() throws Exception {
        threads.shutdown();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still misbehaving");
        }
        for (Socket socket : open) {
            socket.close();
        }
        for (Socket socket : dripping) {
            socket.close();
        }
    }
}
