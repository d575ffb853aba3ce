// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What messages carry besides their text, as events tell it (§8.5, §8.8); nothing is added where there is nothing. */
final class MessageFields {

    private static final int KILO = 1024;

    private MessageFields() {}

    /** The messenger's own files: where they are and what they are called. */
    static void addInbound(Map<String, Object> fields, Message message) {
        if (!message.files().isEmpty()) {
            fields.put(
                    "files",
                    message.files().stream().map(MessageFields::inbound).toList());
        }
    }

    private static Map<String, Object> inbound(MessageFile file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("url", file.link());
        fields.put("name", file.name());
        return fields;
    }

    static void addOutbound(Map<String, Object> fields, Message message) {
        List<Map<String, Object>> files =
                message.files().stream().map(MessageFields::outbound).toList();
        if (!files.isEmpty()) {
            fields.put("files", files);
        }
        if (!message.params().isEmpty()) {
            fields.put("params", message.params());
        }
    }

    private static Map<String, Object> outbound(MessageFile file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", file.name());
        fields.put("type", file.isImage() ? "image" : "file");
        fields.put("mime", file.mime());
        fields.put("link", file.link());
        fields.put("downloadLink", file.link());
        fields.put("size", file.size());
        fields.put("sizef", words(file.size()));
        if (file.isImage()) {
            fields.put("width", file.width());
            fields.put("height", file.height());
        }
        return fields;
    }

    private static String words(long bytes) {
        return bytes < KILO ? bytes + " B" : String.format(Locale.ROOT, "%.1f KB", bytes / (double) KILO);
    }
}
