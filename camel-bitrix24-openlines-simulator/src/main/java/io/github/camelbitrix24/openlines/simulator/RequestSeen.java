// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A request as it arrived over HTTP.
 *
 * @param number 1 for the first request of this portal
 * @param httpMethod {@code POST} say
 * @param path with the webhook's secret masked
 * @param restMethod as the caller wrote it
 * @param parameters query and body together, without credentials
 * @param batchOf how many commands a batch carried, 0 for any other method
 * @param status of the answer; 0 if there was none, or none yet
 * @param time when it arrived, by the portal's clock
 */
public record RequestSeen(
        long number,
        String httpMethod,
        String path,
        String restMethod,
        Map<String, Object> parameters,
        int batchOf,
        int status,
        Instant time) {}
