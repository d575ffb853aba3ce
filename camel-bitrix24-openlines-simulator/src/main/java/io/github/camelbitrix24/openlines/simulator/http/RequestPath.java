// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import java.util.Locale;
import java.util.Optional;

/** The path of a REST call: {@code /rest/method} or {@code /rest/user/code/method} (§1.1). */
record RequestPath(String method, String webhookUser, String webhookCode) {

    private static final String ROOT = "/rest/";
    private static final String JSON_SUFFIX = ".json";

    static Optional<RequestPath> parse(String path) {
        if (path == null || !path.startsWith(ROOT)) {
            return Optional.empty();
        }
        String rest = path.substring(ROOT.length());
        String[] segments = (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest).split("/", -1);
        return switch (segments.length) {
            case 1 -> Optional.of(new RequestPath(method(segments[0]), null, null));
            case 3 -> Optional.of(new RequestPath(method(segments[2]), segments[0], segments[1]));
            default -> Optional.empty();
        };
    }

    private static String method(String segment) {
        return segment.toLowerCase(Locale.ROOT).endsWith(JSON_SUFFIX)
                ? segment.substring(0, segment.length() - JSON_SUFFIX.length())
                : segment;
    }

    /** The path for logs: the secret of a webhook is not in it. */
    String masked() {
        return webhookUser == null ? ROOT + method : ROOT + webhookUser + "/***/" + method;
    }
}
