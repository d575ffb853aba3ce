// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Customers who write to the support line, each message when the one before it has been worked. */
final class ScriptedCustomers {
    private static final long LOOK_EVERY_MS = 50;

    private static final List<Message> SCRIPT = List.of(
            new Message("Maria", "Hello"),
            new Message("Maria", "There is a mistake in my invoice 4711"),
            new Message("Tom", "Could I talk to Boris, please?"),
            new Message("Lucky Win", "YOU HAVE WON a phone!!! Click here"),
            new Message("Eva", "It works again, thank you. Bye!"),
            new Message("Otto", "My parrot has learned to order pizza, how do I stop it?"));

    private final PortalSimulator portal;
    private final Source source;
    private final CountDownLatch pause = new CountDownLatch(1);

    ScriptedCustomers(PortalSimulator portal, Source source) {
        this.portal = portal;
        this.source = source;
    }

    /** Whether every message was worked in time. */
    boolean play(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        for (Message message : SCRIPT) {
            portal.client(message.customer()).on(DemoPortal.SUPPORT).writes(message.text());
            if (!worked(end)) {
                return false;
            }
        }
        return true;
    }

    /** The desk acknowledges an event, or answers the portal, when the route is done with it. */
    private boolean waits() {
        return source == Source.bot
                ? !portal.events(DemoPortal.BOT).isEmpty()
                : portal.sentEvents().stream().anyMatch(event -> event.state() == SentEvent.State.WAITING);
    }

    private boolean worked(Instant end) throws InterruptedException {
        while (waits()) {
            if (Instant.now().isAfter(end) || pause.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private record Message(String customer, String text) {}
}
