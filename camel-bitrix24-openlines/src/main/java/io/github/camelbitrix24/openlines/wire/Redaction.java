// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.Access;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Takes a call's secrets out of a text that came from outside. */
final class Redaction {
    private static final String MASK = "xxxxxx";

    private final List<String> secrets;

    Redaction(Access access, RestCall call) {
        List<String> found = new ArrayList<>(access.secrets());
        Stream.of("botToken", "CLIENT_ID")
                .map(call.parameters()::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(secret -> !secret.isBlank())
                .forEach(found::add);
        this.secrets = found;
    }

    String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean == null ? null : clean.replace(secret, MASK);
        }
        return clean;
    }
}
