// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;

/** A dialog read for its session alone (§7.1). */
public final class Sight {
    private Sight() {}

    /** The call that reads it. */
    public static RestCall read(long chatId) {
        return LookReader.read(chatId);
    }

    /** The open session, 0 if none is. */
    public static long sessionOf(Object result) {
        return DialogReader.read(Lenient.map(result)).sessionId();
    }
}
