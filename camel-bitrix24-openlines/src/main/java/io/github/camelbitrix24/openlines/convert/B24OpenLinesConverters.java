// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.convert;

import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Converter;

/** Type converters from the component's values to maps, JSON and booleans. */
@Converter(generateLoader = true)
public final class B24OpenLinesConverters {
    private B24OpenLinesConverters() {}

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

    /** JSON text. */
    @Converter
    public static String toString(OperatorResult result) {
        return Json.text(Plain.of(result));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(OperatorResult result) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(result)));
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(Dialog dialog) {
        return Plain.of(dialog);
    }

    /** JSON text. */
    @Converter
    public static String toString(Dialog dialog) {
        return Json.text(Plain.of(dialog));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(Dialog dialog) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(dialog)));
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(ChatEvent event) {
        return Plain.of(event);
    }

    /** JSON text. */
    @Converter
    public static String toString(ChatEvent event) {
        return Json.text(Plain.of(event));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(ChatEvent event) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(event)));
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(Line line) {
        return Plain.of(line);
    }

    /** JSON text. */
    @Converter
    public static String toString(Line line) {
        return Json.text(Plain.of(line));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(Line line) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(line)));
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(User user) {
        return Plain.of(user);
    }

    /** JSON text. */
    @Converter
    public static String toString(User user) {
        return Json.text(Plain.of(user));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(User user) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(user)));
    }

    /** The record's components by name. */
    @Converter
    public static Map<String, Object> toMap(OperatorLoad load) {
        return Plain.of(load);
    }

    /** JSON text. */
    @Converter
    public static String toString(OperatorLoad load) {
        return Json.text(Plain.of(load));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(OperatorLoad load) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(load)));
    }

    /** The record's components by name, an error by code and text. */
    @Converter
    public static Map<String, Object> toMap(BatchResult batch) {
        return Plain.of(batch);
    }

    /** JSON text. */
    @Converter
    public static String toString(BatchResult batch) {
        return Json.text(Plain.of(batch));
    }

    /** JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(BatchResult batch) {
        return new ByteArrayInputStream(Json.bytes(Plain.of(batch)));
    }
}
