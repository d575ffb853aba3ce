// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Bot;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values one call has gathered, each checked. */
public final class Arguments {
    /** Thousands of calls may wait, each with two or three parameters. */
    private static final int FEW = 4;

    private final Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
    private Bot bot;
    private boolean bodyUsed;

    void put(Parameter parameter, Object value) {
        values.put(parameter, value);
    }

    void bot(Bot given) {
        this.bot = given;
    }

    void useBody() {
        this.bodyUsed = true;
    }

    boolean bodyUsed() {
        return bodyUsed;
    }

    Bot bot() {
        return bot;
    }

    Object get(Parameter parameter) {
        return values.get(parameter);
    }

    /** The Bitrix24 chat the call is about, empty if it is known by another id. */
    public Optional<Long> chatId() {
        return Optional.ofNullable((Long) values.get(Parameter.CHAT_ID));
    }

    /** The values under the portal's own names, in upper case, which every method understands (§1.9). */
    Map<String, Object> upperCase() {
        Map<String, Object> parameters = new LinkedHashMap<>(FEW);
        values.forEach((parameter, value) -> parameters.put(parameter.name(), value));
        return parameters;
    }
}
