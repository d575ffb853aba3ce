// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Instant;
import java.util.List;

/**
 * How a caller stands with its portal at one moment, without asking it. Holds no secret.
 *
 * @param trouble what keeps its calls out, null if nothing is known
 * @param answered when the portal last let a call of it in, null if never
 * @param shut its methods that may not be called now (§3.2)
 * @param tokenExpires when its access token's life is over; null if it has none yet, nobody has said, or it is a webhook
 */
public record CallerState(Trouble trouble, Instant answered, List<ShutMethod> shut, Instant tokenExpires) {

    /**
     * A method that may not be called now.
     *
     * @param until when the next call of it goes
     * @param blocked whether the portal has refused it; if not, its calls are spread, to stay below the limit
     */
    public record ShutMethod(String method, Instant until, boolean blocked) {}
}
