// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Thousands of events on their way to one handler. */
class EventLoadTest extends PortalTest {

    private static final int MANY = 10_000;

    private final EventReceiver receiver = new EventReceiver();

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private void writeMany(int count) {
        portal.handlers().bind("ONOPENLINEMESSAGEADD", receiver.url(), "t0k3n");
        ClientActor.OnLine anna = portal.client("Anna").on(22);
        IntStream.range(0, count).forEach(n -> anna.writes("Message " + n));
    }

    private List<String> texts(int count) {
        return receiver.await(count).stream()
                .map(post -> post.field("data[DATA][message][text]"))
                .toList();
    }

    @Test
    void tenThousandEventsArriveOnceAndInTheirOrder() {
        writeMany(MANY);

        assertThat(texts(MANY))
                .isEqualTo(
                        IntStream.range(0, MANY).mapToObj(n -> "Message " + n).toList());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> portal.sentEvents().stream().allMatch(sent -> sent.state() == SentEvent.State.DELIVERED));
    }

    @Test
    @Row("8.1/ordering")
    void inParallelEachArrivesOnceInAnyOrder() {
        portal.deliveries().parallel(8);
        receiver.waitsForCompany(8);
        writeMany(500);
        Set<String> texts = texts(500).stream().collect(Collectors.toSet());

        assertThat(texts).hasSize(500);
        assertThat(receiver.mostAtOnce()).isEqualTo(8);
        portal.deliveries().behave();
        assertThat(portal.deliveries().plan().parallel()).isEqualTo(1);
    }
}
