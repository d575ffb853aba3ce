// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Bot;
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

    /** The bot of the endpoint or of the component, empty if none is set. */
    Optional<Bot> bot();
}
