// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.CallerState;

/**
 * A caller of a portal at one moment, without any secret.
 *
 * @param kind of its credentials: {@code webhook} or {@code oauth}
 * @param name whose they are
 */
public record CallerView(String kind, String name, CallerState state) {}
