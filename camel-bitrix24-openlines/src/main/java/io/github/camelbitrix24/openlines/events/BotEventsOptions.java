// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Bot;
import java.util.Set;
import org.apache.camel.spi.StateRepository;

/**
 * How a bot's events are read.
 *
 * @param bot whose events
 * @param limit events asked for at once, 1 to 1000
 * @param eventTypes upper-case names that reach the route; empty for all
 * @param onlyOpenLines whether only events of open lines reach the route
 * @param offsetRepository keeps the position over restarts, null to keep it in memory
 * @param position the position's key in the repository
 */
public record BotEventsOptions(
        Bot bot,
        int limit,
        Set<String> eventTypes,
        boolean onlyOpenLines,
        StateRepository<String, String> offsetRepository,
        String position) {

    @Override
    public String toString() {
        return "BotEventsOptions[bot=" + bot.id() + "]";
    }
}
