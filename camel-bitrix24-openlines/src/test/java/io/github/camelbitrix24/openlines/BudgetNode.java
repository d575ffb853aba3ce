// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * One of two nodes that share a portal's budget: transfers the chats that it is told, line by line to {@link #NO_MORE}, and says what it
 * logs of the budget.
 */
final class BudgetNode {
    static final String NO_MORE = "NO MORE";

    private BudgetNode() {}

    /** Arguments: portal, webhook, store, requests a second, burst, batch size. */
    public static void main(String[] args) throws Exception {
        Configurator.setLevel("io.github.camelbitrix24.openlines.pace", Level.INFO);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setPortalUrl(args[0]);
            options.setAuthToken(args[1]);
            options.setBudgetStore(BudgetStores.of(args[2]));
            options.setRateLimit(RateLimit.custom);
            options.setRequestsPerSecond(Double.valueOf(args[3]));
            options.setBurst(Long.valueOf(args[4]));
            options.setMaxBatchSize(Integer.parseInt(args[5]));
            options.setMaxWait(600_000);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            System.out.println("READY");
            BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            for (String line = words.readLine(); !line.equals(NO_MORE); line = words.readLine()) {
                sent.addAll(transfers(template, line.split(",")));
            }
            System.out.println("DONE " + done(sent));
        }
        System.exit(0);
    }

    private static List<CompletableFuture<Exchange>> transfers(ProducerTemplate template, String[] chats) {
        return Arrays.stream(chats)
                .map(chat -> template.asyncSend(
                        "b24openlines:transfer?queueId=22",
                        exchange -> exchange.getMessage().setBody(chat)))
                .toList();
    }

    private static long done(List<CompletableFuture<Exchange>> sent) {
        return sent.stream()
                .map(CompletableFuture::join)
                .filter(exchange -> exchange.getException() == null)
                .count();
    }
}
