// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import java.util.Locale;
import java.util.Optional;

/**
 * The path of a REST call: {@code /rest/method} or {@code /rest/user/code/method} (§1.1).
 *
 * @param masked the path for logs: the secret of a webhook is not in it
 */
record RequestPath(String method, String webhookUser, String webhookCode, String masked) {

    private static final String ROOT = "/rest/";
    private static final String JSON_SUFFIX = ".json";

    static Optional<RequestPath> parse(String path) {
        return parse(path, ROOT);
    }

    /** A path below another root, which has no webhooks. */
    static Optional<RequestPath> parse(String path, String root) {
        if (path == null || !path.startsWith(root)) {
            return Optional.empty();
        }
        String rest = path.substring(root.length());
        String[] segments = (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest).split("/", -1);
        return switch (segments.length) {
            case 1 -> Optional.of(at(root + method(segments[0]), method(segments[0])));
            case 3 -> Optional.of(webhook(root, segments));
            default -> Optional.empty();
        };
    }

    private static String method(String segment) {
        return segment.toLowerCase(Locale.ROOT).endsWith(JSON_SUFFIX)
                ? segment.substring(0, segment.length() - JSON_SUFFIX.length())
                : segment;
    }

    private static RequestPath webhook(String root, String[] segments) {
        String method = method(segments[2]);
        return new RequestPath(method, segments[0], segments[1], root + segments[0] + "/***/" + method);
    }

    /** A path without secrets. */
    static RequestPath at(String path, String method) {
        return new RequestPath(method, null, null, path);
    }
}
