// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps other sites out: a browser says where a request comes from and to which name it was sent. */
public final class Guard {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    private final String ownHost;

    /** The host is the one that the portal was told to listen on. */
    public Guard(String ownHost) {
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
    }

    /** Why the request is refused, if it is. A name that is not ours may have been pointed at us by somebody else. */
    public Optional<String> refusal(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || !isOwn(host, request)) {
            return Optional.of(
                    "The simulator answers here only to localhost or the address of the portal, not to " + host);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase(request.scheme() + "://" + host)) {
            return Optional.of("The simulator takes nothing here from other sites, and " + origin + " is one");
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if ("cross-site".equals(site) || "same-site".equals(site)) {
            return navigates(request)
                    ? Optional.empty()
                    : Optional.of("The simulator takes nothing here from other sites");
        }
        return Optional.empty();
    }

    /** A link on another page may lead here, for the other page cannot see what is behind it. */
    private static boolean navigates(HttpServerRequest request) {
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && "/".equals(request.path());
    }

    private boolean isOwn(String host, HttpServerRequest request) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches()
                || name.equals(ownHost)
                || name.equals("[" + ownHost + "]")
                || name.equals(request.localAddress().hostAddress());
    }
}
