// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import java.time.Instant;

/** A message in a chat; {@code authorId} 0 is the portal itself. */
public record Message(
        long id, long chatId, long authorId, AuthorKind authorKind, String text, boolean system, Instant time) {}
