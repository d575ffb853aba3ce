// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Bodies of events as a portal posts them, one of each. */
public final class EventForms {
    /** The portal's {@code application_token} in all of them. */
    public static final String TOKEN = "1c5e0fbb7d1e4a6f8c2b3d4e5f607182";
    /** The portal's {@code member_id} in all of them. */
    public static final String MEMBER = "9f0c1d2e3a4b5c6d7e8f90123456789a";

    private static final List<String> NAMES = List.of(
            "onappinstall",
            "onappuninstall",
            "onimbotjoinchat",
            "onimbotmessageadd",
            "onimbotv2messageadd",
            "onimconnectordialogfinish",
            "onimconnectordialogstart",
            "onimconnectorlinedelete",
            "onimconnectormessageadd",
            "onimconnectormessagedelete",
            "onimconnectormessageupdate",
            "onimconnectorstatusdelete",
            "onofflineevent",
            "onopenlinemessageadd-inbound",
            "onopenlinemessageadd-outbound",
            "onopenlinemessagedelete",
            "onopenlinemessageupdate",
            "onsessionfinish-outgoing-webhook",
            "onsessionfinish",
            "onsessionstart");

    private EventForms() {}

    /** The names of all bodies. */
    public static List<String> names() {
        return NAMES;
    }

    /** A whole body. */
    public static String body(String name) {
        try (InputStream file = EventForms.class.getResourceAsStream("/events/" + name + ".form")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body with the fields of these names, brackets plain, given this value; null takes them away. */
    public static String with(String body, String field, String value) {
        String kept = Arrays.stream(body.split("&"))
                .filter(pair -> !URLDecoder.decode(pair.substring(0, pair.indexOf('=')), StandardCharsets.UTF_8)
                        .equals(field))
                .collect(Collectors.joining("&"));
        return value == null ? kept : kept + "&" + encode(field) + "=" + encode(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
