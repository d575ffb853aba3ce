// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PhpForm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.commons.lang3.StringUtils;

/** Reads the form of a request, in whichever way the HTTP server has taken it apart. */
final class PushBody {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_TYPE = 415;
    private static final int BAD_REQUEST = 400;

    /** Its platform-http makes fields of a form with the names decoded and the values as they came. */
    private static final String SPRING_BOOT = "org.apache.camel.component.platform.http.springboot.";

    private final int mostBytes;

    PushBody(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The fields of the form.
     *
     * @throws PushRefusal if there is none
     */
    Map<String, Object> read(Message request) throws PushRefusal {
        if (!"POST".equals(request.getHeader(Exchange.HTTP_METHOD, String.class))) {
            throw new PushRefusal(METHOD_NOT_ALLOWED, "events are posted");
        }
        String type = StringUtils.defaultString(request.getHeader(Exchange.CONTENT_TYPE, String.class));
        if (!StringUtils.substringBefore(type, ";")
                .trim()
                .toLowerCase(Locale.ROOT)
                .equals(FORM)) {
            throw new PushRefusal(UNSUPPORTED_TYPE, "events are " + FORM);
        }
        if (Lenient.id(request.getHeader(Exchange.CONTENT_LENGTH)) > mostBytes) {
            throw tooLarge();
        }
        try {
            return request.getBody() instanceof Map<?, ?> fields
                    ? fields(request, fields)
                    : PhpForm.read(bytes(request));
        } catch (IllegalArgumentException e) {
            throw new PushRefusal(BAD_REQUEST, e.getMessage());
        } catch (IOException e) {
            throw new PushRefusal(BAD_REQUEST, "the body ended too early");
        }
    }

    private static Map<String, Object> fields(Message request, Map<?, ?> fields) {
        return request.getClass().getName().startsWith(SPRING_BOOT) ? PhpForm.readRaw(fields) : PhpForm.read(fields);
    }

    private byte[] bytes(Message request) throws PushRefusal, IOException {
        if (request.getBody() instanceof byte[] whole) {
            return limited(whole);
        }
        try (InputStream body = request.getBody(InputStream.class)) {
            return body == null ? new byte[0] : limited(body.readNBytes(mostBytes + 1));
        }
    }

    private byte[] limited(byte[] body) throws PushRefusal {
        if (body.length > mostBytes) {
            throw tooLarge();
        }
        return body;
    }

    private PushRefusal tooLarge() {
        return new PushRefusal(TOO_LARGE, "more than " + mostBytes + " bytes (option maxPayloadSize)");
    }
}
