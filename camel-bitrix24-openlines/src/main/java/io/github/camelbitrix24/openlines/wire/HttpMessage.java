// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A POST. Its address and its body may hold secrets, so no text of it shows more than the host.
 *
 * @param address where to
 * @param body UTF-8
 * @param form whether the body is a form; else it is JSON
 */
public record HttpMessage(URI address, byte[] body, boolean form) {

    static HttpMessage json(URI address, byte[] json) {
        return new HttpMessage(address, json, false);
    }

    static HttpMessage form(URI address, Map<String, String> fields) {
        String text = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new HttpMessage(address, text.getBytes(StandardCharsets.UTF_8), true);
    }

    @Override
    public String toString() {
        return "HttpMessage["
                + PortalAddress.ofEndpoint(address.toString())
                        .map(PortalAddress::host)
                        .orElse("") + "]";
    }
}
