// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Bot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Where an operation's values come from: the message's headers, the endpoint's options, the message's body. A value that holds a text
 * without being one is given as its text: bytes, streams, files; a tree of JSON is given as plain Java.
 */
public interface Inputs {

    /** The header of this parameter, empty if it is not there. */
    Optional<Object> header(Parameter parameter);

    /** The option of this parameter, empty if it is not set. */
    Optional<Object> option(Parameter parameter);

    /** The body, null if there is none. */
    Object body();

    /**
     * What a value that stands in the body holds.
     *
     * @param value may be null
     * @return null if there is nothing
     */
    Object read(Object value);

    /** The body as text, empty if it is none: text and numbers are, other objects are not. */
    default Optional<String> bodyText() {
        return Optional.ofNullable(body()).filter(MessageText::isText).map(Object::toString);
    }

    /** The body as a map or a list: one, or JSON text of one; empty if it is none. */
    Optional<Object> bodyPlain();

    /** The body as a map, see {@link #bodyPlain}; an empty list is an empty map (§1.9). */
    default Optional<Map<?, ?>> bodyMap() {
        return bodyPlain()
                .map(plain -> plain instanceof Collection<?> list && list.isEmpty() ? Map.of() : plain)
                .filter(Map.class::isInstance)
                .map(Map.class::cast);
    }

    /** What the body's map says under that name in any spelling, empty if nothing. */
    default Optional<Object> inBody(String name) {
        return bodyMap().flatMap(map -> Names.in(map, name)).map(this::read);
    }

    /** The bot of the endpoint or of the component, empty if none is set. */
    Optional<Bot> bot();
}
