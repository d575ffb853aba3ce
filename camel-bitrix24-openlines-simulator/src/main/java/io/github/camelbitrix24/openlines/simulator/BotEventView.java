// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.Map;

/** An event that waits in a bot's queue until a later {@code imbot.v2.Event.get} acknowledges it (§11.1). */
public record BotEventView(long eventId, String type, Instant date, Map<String, Object> data) {}
