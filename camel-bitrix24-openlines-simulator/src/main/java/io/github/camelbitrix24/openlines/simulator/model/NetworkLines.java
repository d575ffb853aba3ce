// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Open lines of other portals that this one can join, and when somebody was last written to (§7.6). */
public final class NetworkLines {

    private static final Duration BETWEEN_MESSAGES = Duration.ofDays(7);

    private final Map<String, NetworkLine> lines = new HashMap<>();
    private final Map<String, Long> bots = new HashMap<>();
    private final Map<Recipient, Instant> written = new HashMap<>();

    /** A line of another portal, found by its code of 32 characters. */
    public record NetworkLine(String code, String name, boolean active) {}

    private record Recipient(String code, long userId) {}

    public void put(NetworkLine line) {
        lines.put(line.code(), line);
    }

    public Optional<NetworkLine> find(String code) {
        return Optional.ofNullable(lines.get(code));
    }

    /** The bot that stands for a joined line. */
    public Optional<Long> botOf(String code) {
        return Optional.ofNullable(bots.get(code));
    }

    public void joined(String code, long botId) {
        bots.put(code, botId);
    }

    /** Remembers the message, or says no because the user got one in the past week. */
    public boolean mayWrite(String code, long userId, Instant now) {
        Recipient recipient = new Recipient(code, userId);
        Instant last = written.get(recipient);
        if (last != null && now.isBefore(last.plus(BETWEEN_MESSAGES))) {
            return false;
        }
        written.put(recipient, now);
        return true;
    }
}
