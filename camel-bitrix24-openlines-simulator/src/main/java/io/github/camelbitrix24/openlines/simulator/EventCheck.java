// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;

/** Counts a bot's waiting events of one type. */
public final class EventCheck {

    private final List<BotEventView> waiting;
    private final String type;

    EventCheck(List<BotEventView> waiting, String type) {
        this.waiting = waiting;
        this.type = type;
    }

    /** Throws an AssertionError unless so many wait. */
    public void times(int wanted) {
        long seen = waiting.stream().filter(event -> event.type().equals(type)).count();
        if (seen != wanted) {
            throw new AssertionError("The bot's queue holds " + seen + " events " + type + ", not " + wanted
                    + ". It holds " + waiting.stream().map(BotEventView::type).toList());
        }
    }

    /** Throws an AssertionError if one waits. */
    public void never() {
        times(0);
    }
}
