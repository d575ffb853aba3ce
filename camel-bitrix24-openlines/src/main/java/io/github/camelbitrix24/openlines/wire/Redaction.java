// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.Access;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a call's secrets out of a text that came from outside. */
final class Redaction {
    private static final Set<String> SECRET = Set.of("bottoken", "client_id");
    /** In a command of a batch, where a name may stand in brackets. */
    private static final Pattern IN_COMMAND =
            Pattern.compile("(?:botToken|CLIENT_ID)(?:%5D|])*=([^&]+)", Pattern.CASE_INSENSITIVE);

    private final Access access;
    private final RestCall call;
    private List<String> secrets;

    Redaction(Access access, RestCall call) {
        this.access = access;
        this.call = call;
    }

    String apply(String text) {
        if (secrets == null) {
            secrets = new ArrayList<>(access.secrets());
            find("", call.parameters());
        }
        return Mask.over(text, secrets);
    }

    private void find(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> find(key.toString(), inner));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> find(name, inner));
        } else if (SECRET.contains(name.toLowerCase(Locale.ROOT))) {
            add(String.valueOf(value));
        } else if (value instanceof String text && call.method().equalsIgnoreCase("batch")) {
            IN_COMMAND
                    .matcher(text)
                    .results()
                    .forEach(found -> add(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)));
        }
    }

    private void add(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret);
        }
    }
}
