// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A consumer at one moment, without any secret.
 *
 * @param source {@code push}, {@code bot} or {@code offline}
 * @param pending events that came and are not done
 * @param failing since when its polls fail, null if they do not
 */
public record ConsumerView(String routeId, String source, int pending, Instant failing) {

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("routeId", routeId);
        facts.put("source", source);
        facts.put("pending", pending);
        if (failing != null) {
            facts.put("failingSince", failing.toString());
        }
        return facts;
    }

    String text() {
        return routeId + ": source " + source + ", pending " + pending
                + (failing == null ? "" : ", failing since " + failing);
    }
}
