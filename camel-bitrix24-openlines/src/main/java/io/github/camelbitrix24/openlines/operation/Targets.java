// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import java.util.Optional;

/** Who gets a dialog that is transferred (§6.8). */
public final class Targets {
    private Targets() {}

    /** The line that is to get it, empty if a user is. */
    public static Optional<Long> line(Arguments arguments) {
        return HandingOver.user(arguments).isPresent() ? Optional.empty() : Optional.of(HandingOver.line(arguments));
    }

    /** The same with that line as the target. */
    public static Arguments line(Arguments arguments, long lineId) {
        return arguments.to(Parameter.QUEUE_ID, lineId);
    }

    /** The same with that user as the target. */
    public static Arguments user(Arguments arguments, long userId) {
        return arguments.to(Parameter.USER_ID, userId);
    }
}
