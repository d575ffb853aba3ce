// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM that reads events is killed again and again, and its route fails at random: every event is worked, each chat's in
 * order, and only what was in flight twice. {@code -Dcrash.events=10000 -Dcrash.kills=10} is the whole of it.
 */
class CrashTest {
    static final String APP = "local.desk";
    static final String SECRET = "app-secret";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int EVENTS = Integer.getInteger("crash.events", 300);
    private static final int KILLS = Integer.getInteger("crash.kills", 1);
    private static final int CHATS = 40;
    private static final int SIDE_BY_SIDE = 4;
    private static final long SEED = 20260317;

    @TempDir
    Path folder;

    @Test
    void eventsOfABotSurviveCrashes() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard()
                .bot("helper", "Helper")
                .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
                .start()) {
            write(portal, 70);
            String bot = portal.bot("helper").id() + ":" + portal.bot("helper").token();
            String options = "source=bot&bot=#bot&eventTypes=ONIMBOTV2MESSAGEADD&concurrentChats=" + SIDE_BY_SIDE;

            run(
                    options,
                    portal.url(),
                    portal.webhook(1).authToken(),
                    bot,
                    () -> portal.events("helper").isEmpty());

            check("bot");
        }
    }

    @Test
    void offlineEventsSurviveCrashes() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard()
                .app(APP, SECRET, "imopenlines", "imconnector")
                .start()) {
            TokenPair tokens = portal.authorize(APP, 1);
            get(tokens, "event.bind?event_type=offline&event=ONOPENLINEMESSAGEADD");
            write(portal, 15);
            String options = "source=offline&eventTypes=ONOPENLINEMESSAGEADD&concurrentChats=" + SIDE_BY_SIDE;

            run(
                    options,
                    portal.url(),
                    tokens.accessToken(),
                    tokens.refreshToken(),
                    () -> get(tokens, "event.offline.list?").contains("\"result\":[]"));

            check("offline");
        }
    }

    private static void write(PortalSimulator portal, long line) {
        for (int number = 0; number < EVENTS; number++) {
            portal.client("Client " + number % CHATS).on(line).writes(number % CHATS + "/" + number / CHATS);
        }
    }

    private void run(String options, String portal, String credential, String secret, Callable<Boolean> done)
            throws Exception {
        Random random = new Random(SEED);
        int each = EVENTS / (KILLS + 1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process node = node(options, portal, credential, secret, kill, 1 + each / 2 + random.nextInt(each));
            assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).as(() -> log(kill(node))).isEqualTo(1);
        }
        Process node = node(options, portal, credential, secret, KILLS, 0);
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(done);
        } finally {
            kill(node);
        }
    }

    private static Process kill(Process node) {
        node.destroyForcibly();
        return node;
    }

    private Process node(String options, String portal, String credential, String secret, int run, int last)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EventsNode.class.getName(),
                        options,
                        portal,
                        credential,
                        secret,
                        folder.toString(),
                        Long.toString(SEED + run),
                        Integer.toString(last))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log(Process node) {
        try {
            return "node ended with " + node.exitValue() + "\n" + Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void check(String source) throws IOException {
        List<String> worked = Files.readAllLines(folder.resolve("worked"));
        assertThat(new HashSet<>(worked)).as("every event is worked").hasSize(EVENTS);
        int duplicates = worked.size() - EVENTS;
        assertThat(duplicates).as("only what was in flight is worked twice").isBetween(0, KILLS * SIDE_BY_SIDE);
        Map<String, Integer> reached = new HashMap<>();
        for (String line : worked) {
            String chat = line.substring(0, line.indexOf('/'));
            int number = Integer.parseInt(line.substring(line.indexOf('/') + 1));
            int next = reached.getOrDefault(chat, -1) + 1;
            assertThat(number).as("chat " + chat + " in order").isIn(next, next - 1);
            reached.put(chat, number);
        }
        System.out.printf("%s: %d events, %d kills, %d worked twice%n", source, EVENTS, KILLS, duplicates);
    }

    private static String get(TokenPair tokens, String call) throws IOException {
        try (InputStream answer = URI.create(tokens.clientEndpoint() + call + "&auth=" + tokens.accessToken())
                .toURL()
                .openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
