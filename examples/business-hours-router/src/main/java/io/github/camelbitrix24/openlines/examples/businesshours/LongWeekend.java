// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.businesshours;

import io.github.camelbitrix24.openlines.examples.PortalLog;
import io.github.camelbitrix24.openlines.examples.SimulatedPortal;
import io.github.camelbitrix24.openlines.examples.Stage;
import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Easter 2026, from Thursday afternoon to Tuesday morning: the router's clock is turned, clients write. */
final class LongWeekend implements Stage {
    static final String CLOCK = "easterClock";
    static final Instant BEGIN = Instant.parse("2026-04-02T14:45:00Z");
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final DateTimeFormatter SPOKEN =
            DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/Berlin"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOT = "reception";
    private static final long ADMIN = 1;
    private static final long ANNA = 27;
    private static final long CLARA = 35;
    private static final long SHOP = 15;
    private static final long DUTY = 22;

    private final TurnedClock clock;
    private final PortalSimulator portal = PortalLog.of(PortalSimulator.builder()
            .admin(ADMIN, "Ada Admin")
            .operator(ANNA, "Anna Weber")
            .operator(CLARA, "Clara Vogt")
            .bot(BOT, "Reception")
            .line(
                    SHOP,
                    "Shop",
                    line -> line.operators(ANNA)
                            .welcomeBot(BOT)
                            .closeRule(CloseRule.NONE)
                            .voteMessage(false))
            .line(DUTY, "Duty", line -> line.operators(CLARA))
            .start());

    LongWeekend(TurnedClock clock) {
        this.clock = clock;
    }

    @Override
    public Properties properties() {
        Properties properties = SimulatedPortal.properties(portal, ADMIN, BOT);
        properties.setProperty("camel.beans.hours.clock", "#bean:" + CLOCK);
        properties.setProperty("desk.dutyLine", Long.toString(DUTY));
        return properties;
    }

    @Override
    public String url() {
        return portal.url();
    }

    @Override
    public void play() {
        LOG.info("It is {}.", SPOKEN.format(clock.instant()));
        writes("Maria", "Where is my parcel?");
        turn(Duration.ofHours(5));
        writes("Otto", "Do you have it in blue?");
        writes("Eva", "URGENT: water comes out of the machine");
        writes("Eva", "It is up to my ankles");
        turn(Duration.ofHours(12));
        writes("Tom", "Good morning, are you there?");
        turn(Duration.ofHours(96));
        writes("Otto", "So, do you have it in blue?");
        PortalLog.summary(portal);
    }

    private void turn(Duration by) {
        clock.advance(by);
        LOG.info("It is {}.", SPOKEN.format(clock.instant()));
    }

    private void writes(String client, String text) {
        portal.client(client).on(SHOP).writes(text);
        portal.awaitRead(BOT, PATIENCE);
    }

    PortalSimulator portal() {
        return portal;
    }

    @Override
    public void close() {
        portal.close();
    }
}
