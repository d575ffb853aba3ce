// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.request;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.operation.Parameter;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint's options give to each of its calls.
 *
 * @param options the parameters that are set, by their option
 * @param bot the bot to act as, empty if none is set
 */
public record EndpointValues(Map<Parameter, Object> options, Optional<Bot> bot) {}
