// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.AtomicFileStateRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A JVM that reads events, writes down what it has worked, fails at random, and is killed in the middle of an event. */
final class EventsNode {
    private static final double FAILING = 0.05;

    private EventsNode() {}

    /**
     * Reads until it is killed.
     *
     * @param args the source's options, portal, credential, secret, folder, seed, events before the end (0 for none)
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[4]);
        Random random = new Random(Long.parseLong(args[5]));
        int last = Integer.parseInt(args[6]);
        DefaultCamelContext context = new DefaultCamelContext();
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(args[1]);
        options.setRateLimit(RateLimit.none);
        if (args[0].contains("source=bot")) {
            options.setAuthToken(args[2]);
            String[] bot = args[3].split(":");
            context.getRegistry().bind("bot", new Bot(Long.parseLong(bot[0]), bot[1]));
        } else {
            options.setClientId(CrashTest.APP);
            options.setClientSecret(CrashTest.SECRET);
            options.setAccessToken(args[2]);
            options.setRefreshToken(args[3]);
            options.setOauthServerUrl(args[1]);
        }
        context.getRegistry().bind("state", new AtomicFileStateRepository(folder.resolve("state.json")));
        AtomicInteger begun = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("b24openlines:events?delay=10&initialDelay=0&backoffMultiplier=1&backoffErrorThreshold=1000000"
                                + "&offsetRepository=#state&" + args[0])
                        .process(exchange -> work(exchange, folder.resolve("worked"), random, begun, last));
            }
        });
        context.start();
        new CountDownLatch(1).await();
    }

    private static void work(Exchange exchange, Path worked, Random random, AtomicInteger begun, int last)
            throws Exception {
        boolean end = begun.incrementAndGet() == last;
        boolean before = random.nextBoolean();
        if (end && before) {
            Runtime.getRuntime().halt(1);
        }
        if (random.nextDouble() < FAILING) {
            throw new IllegalStateException("at random");
        }
        String line = exchange.getMessage().getBody(ChatEvent.class).text() + "\n";
        Files.write(
                worked, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (end) {
            Runtime.getRuntime().halt(1);
        }
    }
}
