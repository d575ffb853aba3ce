// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Bot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where an operation's values come from: the message's headers, the endpoint's options, the message's body. */
public interface Inputs {

    /** The header of this parameter, empty if it is not there. */
    Optional<Object> header(Parameter parameter);

    /** The option of this parameter, empty if it is not set. */
    Optional<Object> option(Parameter parameter);

    /** The body as it stands, null if there is none. */
    Object body();

    /** The body as text, empty if it is none: numbers, text, bytes and streams are, objects are not. */
    Optional<String> bodyText();

    /** The body as a map or a list: one, or JSON text of one; empty if it is none. */
    Optional<Object> bodyPlain();

    /** The body as a map, see {@link #bodyPlain}; an empty list is an empty map (§1.9). */
    default Optional<Map<?, ?>> bodyMap() {
        return bodyPlain()
                .map(plain -> plain instanceof Collection<?> list && list.isEmpty() ? Map.of() : plain)
                .filter(Map.class::isInstance)
                .map(Map.class::cast);
    }

    /** The bot of the endpoint or of the component, empty if none is set. */
    Optional<Bot> bot();
}
