// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many portals on the threads of one. */
class ManyPortalsTest extends PortalTest {

    private static final int MANY = 300;

    private final List<PortalSimulator> others = new ArrayList<>();

    private void startOthers(int count) {
        for (int n = 0; n < count; n++) {
            others.add(PortalSimulator.standard().beside(portal).start());
        }
    }

    @AfterEach
    void closeOthers() {
        others.forEach(PortalSimulator::close);
    }

    @Test
    void whatWaitsForAHandlerIsForgottenWhenItsPortalCloses() {
        try (EventReceiver receiver = new EventReceiver()) {
            receiver.waitsForCompany(2);
            startOthers(2);
            for (PortalSimulator other : others) {
                other.handlers().bind("ONOPENLINEMESSAGEADD", receiver.url(), "t0k3n");
            }
            for (int n = 0; n < 5; n++) {
                others.get(0).client("Anna").on(22).writes("Message " + n);
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> receiver.mostAtOnce() == 1);
            others.get(0).close();
            others.get(1).client("Eva").on(22).writes("Last");

            assertThat(receiver.await(2)).hasSize(2);
            others.get(1).client("Eva").on(22).writes("Really last");
            assertThat(receiver.await(3)).hasSize(3);
        }
    }

    @Test
    @Row("1.1/host")
    void eachHasItsAddressItsIdentityAndItsDialogsAndNoThreads() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        startOthers(MANY);

        for (PortalSimulator other : others) {
            long chat = other.client("Anna").on(22).writes("Hello");
            Answer answer = post(
                    other.webhook(27).url() + "imopenlines.operator.answer",
                    "application/json",
                    json(map("CHAT_ID", chat)));
            assertThat(answer.outcome()).isEqualTo("200 true");
            other.verify().dialog(chat).isOwnedBy(27);
        }

        assertThat(portal.dialogs()).isEmpty();
        assertThat(others.stream().map(PortalSimulator::memberId).collect(Collectors.toSet()))
                .hasSize(MANY);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("vert.x")))
                .isEmpty();
    }

    @Test
    void theThreadsEndWithTheLastOfThem() {
        startOthers(2);
        portal.close();

        assertThat(get(others.get(0).webhook(27).url() + "server.time").status())
                .isEqualTo(200);
        assertThatThrownBy(() -> get(portal.webhook(27).url() + "server.time"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(get(others.get(1).webhook(27).url() + "server.time").status())
                .isEqualTo(200);
        others.forEach(PortalSimulator::close);
        assertThatThrownBy(() -> PortalSimulator.standard().beside(portal).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
