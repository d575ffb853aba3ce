// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;

/** A portal that enforces the standard plan, in real time: 100 transfers from 32 threads, and 5,000 handed over at once. */
public final class AtThePortalsRate {
    private static final String TRANSFER = "imopenlines.operator.transfer";
    private static final String URI = "b24openlines:transfer?queueId=22";
    /** 100 batches, 50 of them from the burst and the rest at 2 a second. */
    private static final double PHYSICAL_SECONDS = 25;

    private AtThePortalsRate() {}

    /** Prints a line for each scenario. */
    public static void main(String[] arguments) throws Exception {
        hundred();
        fiveThousand();
    }

    private static void hundred() throws Exception {
        try (PortalSimulator portal =
                        PortalSimulator.standard().rateLimit(2, 50).start();
                ComponentClient component = component(portal)) {
            List<Long> chats = chats(portal, 100);
            ExecutorService users = Executors.newFixedThreadPool(32);
            long start = System.nanoTime();
            List<Future<?>> calls = new ArrayList<>();
            for (long chat : chats) {
                calls.add(users.submit(() -> {
                    component.call(chat);
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            report("100 transfers from 32 threads", portal, start);
            users.shutdown();
        }
    }

    private static void fiveThousand() throws Exception {
        try (PortalSimulator portal =
                        PortalSimulator.standard().rateLimit(2, 50).start();
                ComponentClient component = component(portal)) {
            List<Long> chats = chats(portal, 5_000);
            long start = System.nanoTime();
            List<CompletableFuture<Exchange>> calls =
                    chats.stream().map(component::hand).toList();
            for (CompletableFuture<Exchange> call : calls) {
                if (call.get().getException() != null) {
                    throw call.get().getException();
                }
            }
            double seconds = report("5,000 transfers at once", portal, start);
            System.out.printf(
                    "%-30s %.2f of the physical minimum of %.0f s%n", "", seconds / PHYSICAL_SECONDS, PHYSICAL_SECONDS);
        }
    }

    private static double report(String name, PortalSimulator portal, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-30s %.2f s, %d requests, %d of them refused, %d transfers executed%n",
                name,
                seconds,
                portal.requests().size(),
                portal.rate().refused(),
                portal.executions(TRANSFER).size());
        return seconds;
    }

    private static ComponentClient component(PortalSimulator portal) throws Exception {
        return new ComponentClient(portal.url(), portal.webhook(1).authToken(), URI);
    }

    private static List<Long> chats(PortalSimulator portal, int number) {
        return LongStream.rangeClosed(1, number)
                .mapToObj(client -> portal.client("Client " + client).on(15).writes("Hello"))
                .toList();
    }
}
