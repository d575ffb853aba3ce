// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Map;

/**
 * A REST method whose handler ran, alone or inside a batch; {@code batch} itself is none.
 *
 * @param restMethod as the portal spells it
 * @param parameters as the method saw them: names in upper case where it takes them in any case (§1.9)
 * @param callerId the user in whose name it ran
 * @param outcome how it ended
 */
public record Execution(String restMethod, Map<String, Object> parameters, long callerId, Outcome outcome) {}
