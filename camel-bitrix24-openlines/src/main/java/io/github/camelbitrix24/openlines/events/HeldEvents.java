// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.StateRepository;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole events of a bot that the portal's queue has forgotten and that are not done: kept in the repository before the offset passes
 * them. Used under the queue's lock only.
 */
final class HeldEvents {
    private static final Logger LOG = LoggerFactory.getLogger(PollingEventsConsumer.class);
    private static final int MOST = 1_000;

    private final KeptState state;
    private final Map<Long, Map<String, Object>> events = new TreeMap<>();

    /** @param repository null to hold nothing: the portal keeps what waits */
    HeldEvents(StateRepository<String, String> repository, String place) {
        this.state = new KeptState(repository, place + "/held");
    }

    /** Those that an earlier run has left. */
    List<Map<String, Object>> load() {
        events.clear();
        String kept = state.read();
        try {
            for (Object event : StringUtils.isBlank(kept) ? List.of() : Lenient.list(Json.read(kept))) {
                long number = Defects.number(Lenient.map(event).get("eventId"));
                if (number > 0) {
                    events.put(number, Lenient.map(event));
                }
            }
        } catch (IOException e) {
            LOG.error("The events that the offsetRepository holds cannot be read, and are left out", e);
        }
        return List.copyOf(events.values());
    }

    boolean contains(long number) {
        return events.containsKey(number);
    }

    /** Whether all of them are kept now. */
    boolean add(Map<Long, Map<String, Object>> more) {
        if (!state.isKept() || events.size() + more.size() > MOST) {
            return false;
        }
        Map<Long, Map<String, Object>> all = new TreeMap<>(events);
        more.forEach((number, event) -> {
            Map<String, Object> clean = new LinkedHashMap<>(event);
            clean.put("data", EventMapper.Tokens.without(Lenient.map(event.get("data"))));
            all.put(number, clean);
        });
        if (!state.write(Json.text(new ArrayList<>(all.values())))) {
            return false;
        }
        events.putAll(all);
        return true;
    }

    /** Whether it was one of these; it is not held any more. */
    boolean done(long number) {
        boolean was = events.remove(number) != null;
        if (was) {
            state.write(Json.text(new ArrayList<>(events.values())));
        }
        return was;
    }
}
