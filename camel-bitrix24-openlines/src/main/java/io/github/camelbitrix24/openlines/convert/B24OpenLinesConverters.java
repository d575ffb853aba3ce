// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.convert;

import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.User;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterRegistry;

/** Type converters from the component's values to maps, JSON and booleans. */
@Converter(generateLoader = true)
public final class B24OpenLinesConverters {
    private B24OpenLinesConverters() {}

    /**
     * Values and results as JSON, in text, bytes, streams, readers and buffers, in UTF-8; and JSON as values.
     *
     * @return null if it is none of these
     */
    @Converter(fallback = true)
    public static <T> T convertTo(Class<T> type, Exchange exchange, Object value, TypeConverterRegistry registry) {
        return type.cast(
                JsonConversion.isValue(type) ? JsonConversion.read(type, value) : JsonConversion.write(type, value));
    }

    /** Whether the portal said {@code true}. */
    @Converter
    public static Boolean toBoolean(OperatorResult result) {
        return result.result();
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(OperatorResult result) {
        return Plain.of(result);
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(Dialog dialog) {
        return Plain.of(dialog);
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(ChatEvent event) {
        return Plain.of(event);
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(Line line) {
        return Plain.of(line);
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(User user) {
        return Plain.of(user);
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(OperatorLoad load) {
        return Plain.of(load);
    }

    /** The record's components by name, an error by code and text. */
    @Converter
    public static Map<String, Object> toMap(BatchResult batch) {
        return Plain.of(batch);
    }
}
