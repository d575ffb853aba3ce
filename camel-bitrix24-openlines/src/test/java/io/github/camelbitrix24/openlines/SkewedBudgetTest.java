// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.github.camelbitrix24.openlines.pace.MemoryBudgetStore;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock of one of two nodes with a shared budget is an hour behind: its calls go, and it says so. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SkewedBudgetTest {
    private static final String TRANSFER = "imopenlines.operator.transfer";
    private final Map<String, byte[]> states = new ConcurrentHashMap<>();

    private DefaultCamelContext node(PortalSimulator portal, Duration offset) {
        TimeMeter clock = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + offset.toNanos();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
        DefaultCamelContext context = new DefaultCamelContext();
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(portal.url());
        options.setAuthToken(portal.webhook(27).authToken());
        options.setBudgetStore(new MemoryBudgetStore(states, clock));
        options.setRateLimit(RateLimit.custom);
        options.setRequestsPerSecond(20d);
        options.setBurst(60L);
        options.setBatching(Batching.off);
        options.setMaxWait(30_000);
        context.start();
        return context;
    }

    private static void transferAll(DefaultCamelContext node, List<Long> chats) throws Exception {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (Long chat : chats) {
            sent.add(node.createProducerTemplate()
                    .asyncSend(
                            "b24openlines:transfer?queueId=22",
                            exchange -> exchange.getMessage().setBody(chat)));
        }
        for (CompletableFuture<Exchange> call : sent) {
            assertThat(call.get(90, TimeUnit.SECONDS).getException()).isNull();
        }
    }

    @Test
    void theOtherNodeGoesOnAndTheGapIsTold() throws Exception {
        try (LogCapture log = LogCapture.open();
                PortalSimulator portal =
                        PortalSimulator.standard().rateLimit(1_000, 1_000).start();
                DefaultCamelContext ahead = node(portal, Duration.ofHours(1));
                DefaultCamelContext behind = node(portal, Duration.ZERO)) {
            List<Long> chats = LongStream.rangeClosed(1, 70)
                    .mapToObj(client -> portal.client("Client " + client).on(26).writes("Hello"))
                    .toList();
            transferAll(ahead, chats.subList(0, 40));
            transferAll(behind, chats.subList(40, 70));

            assertThat(portal.executions(TRANSFER)).hasSize(70);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("clock"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .containsPattern("clock is about 3\\d{3} s behind");
        }
    }
}
