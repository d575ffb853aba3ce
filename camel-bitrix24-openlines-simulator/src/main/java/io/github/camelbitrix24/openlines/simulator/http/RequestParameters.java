// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.simulator.rest.Php;
import io.github.camelbitrix24.openlines.simulator.rest.PhpForm;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the parameter array of a request: the query overlaid with the body (§1.2). */
final class RequestParameters {

    private static final Logger LOG = LoggerFactory.getLogger(RequestParameters.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String BEARER = "Bearer ";
    private static final String MULTIPART = "multipart/form-data";

    private RequestParameters() {}

    static boolean isMultipart(HttpServerRequest request) {
        return mediaType(request).equals(MULTIPART);
    }

    static boolean isJson(HttpServerRequest request) {
        String type = mediaType(request);
        return type.equals("application/json") || type.contains("+json");
    }

    static Map<String, Object> read(HttpServerRequest request, Buffer body) {
        Map<String, Object> parameters = new LinkedHashMap<>(PhpForm.parse(request.query()));
        parameters.putAll(body(request, body));
        return parameters;
    }

    private static Map<String, Object> body(HttpServerRequest request, Buffer body) {
        if (isJson(request)) {
            return json(body);
        }
        return mediaType(request).equals(MULTIPART) ? fields(request.formAttributes()) : PhpForm.parse(body.toString());
    }

    /** Malformed JSON, or JSON that is no object or array, leaves the call with its query alone (§1.2 row 5). */
    private static Map<String, Object> json(Buffer body) {
        try {
            return Php.entries(JSON.readValue(body.toString(), Object.class));
        } catch (JsonProcessingException e) {
            LOG.debug("A body that is not JSON is ignored: {}", e.getOriginalMessage());
            return Map.of();
        }
    }

    private static Map<String, Object> fields(MultiMap attributes) {
        PhpForm form = new PhpForm();
        attributes.forEach(entry -> form.add(entry.getKey(), entry.getValue()));
        return form.values();
    }

    /** The token of the Authorization header, or null. */
    static String bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static String mediaType(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            return "";
        }
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
