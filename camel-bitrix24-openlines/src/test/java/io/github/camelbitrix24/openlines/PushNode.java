// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** A JVM with a small heap that receives posted events; says what it got, and what it takes of memory and threads. */
final class PushNode {
    static final String STATE = "STATE";
    static final String TEXTS = "TEXTS";
    static final String PORT = "PORT";
    private static final int CONFIRMATION_MS = 300;

    private PushNode() {}

    public static void main(String[] args) throws Exception {
        Configurator.setRootLevel(Level.OFF);
        Queue<String> texts = new ConcurrentLinkedQueue<>();
        try (PushDesk desk = new PushDesk();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            desk.component().setInstallationHook(new Refusing());
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from(PushDesk.EVENTS)
                            .process(exchange -> texts.add(String.valueOf(exchange.getMessage()
                                    .getBody(ChatEvent.class)
                                    .text())));
                }
            });
            System.out.println(PORT + " " + desk.port());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals(STATE)) {
                    System.gc();
                    System.out.println(STATE + " "
                            + ManagementFactory.getMemoryMXBean()
                                    .getHeapMemoryUsage()
                                    .getUsed()
                            + " "
                            + ManagementFactory.getThreadMXBean().getThreadCount());
                } else {
                    System.out.println(TEXTS + " " + String.join(",", texts));
                }
            }
        }
    }

    /** Takes its time to say no, as a proof does. */
    private static final class Refusing implements InstallationHook {
        @Override
        public CompletionStage<Boolean> confirm(Map<String, Object> form) {
            return CompletableFuture.supplyAsync(
                    () -> false, CompletableFuture.delayedExecutor(CONFIRMATION_MS, TimeUnit.MILLISECONDS));
        }

        @Override
        public CompletionStage<Void> received(String type, Map<String, Object> form) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
