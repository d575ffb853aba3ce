// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Instant;
import java.util.Map;

/** An event in a bot's queue, with the data of the fetch form (§11.2). */
public record BotEvent(long id, String type, Instant date, Map<String, Object> data) {}
