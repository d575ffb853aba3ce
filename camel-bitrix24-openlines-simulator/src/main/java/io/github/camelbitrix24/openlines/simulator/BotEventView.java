// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * An event that waits in a bot's queue until a later {@code imbot.v2.Event.get} acknowledges it (§11.1).
 *
 * @param eventId rises with each event; what a later {@code offset} is compared with
 * @param type in upper case, {@code ONIMBOTV2MESSAGEADD} say (§11.2)
 * @param date when it happened, by the portal's clock
 * @param data as the portal would send it in JSON
 */
public record BotEventView(long eventId, String type, Instant date, Map<String, Object> data) {}
