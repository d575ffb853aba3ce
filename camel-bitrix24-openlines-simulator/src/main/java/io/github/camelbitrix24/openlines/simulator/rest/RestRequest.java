// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.Map;

/**
 * A request as the REST interface sees it.
 *
 * @param method as written, without transport suffix and trailing slash
 * @param webhookUser first path segment of a webhook, null if the path has none
 * @param webhookCode second path segment of a webhook, null if the path has none
 * @param bearer token of the Authorization header, null for none
 * @param parameters query overlaid with the body (§1.2), credentials still in it
 */
public record RestRequest(
        String method, String webhookUser, String webhookCode, String bearer, Map<String, Object> parameters) {}
