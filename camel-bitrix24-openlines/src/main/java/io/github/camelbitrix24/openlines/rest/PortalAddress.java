// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a portal is: scheme, host and port, never a path (§1.1).
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower-case name or address
 * @param port the port, -1 for the scheme's own
 */
public record PortalAddress(String scheme, String host, int port) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1", "[0:0:0:0:0:0:0:1]");
    /** 127.0.0.0/8; written out, so that no host that only begins so counts. */
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    public PortalAddress {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
    }

    /**
     * Reads the option {@code portalUrl}.
     *
     * @throws IllegalArgumentException if it is no portal's address; the text says what to write and repeats nothing of the path
     */
    public static PortalAddress parse(String portalUrl) {
        URI uri;
        try {
            uri = new URI(portalUrl.trim());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("portalUrl is no address: write it like https://example.bitrix24.com");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("portalUrl must begin with https://, like https://example.bitrix24.com");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "portalUrl must name a host and nothing else, like https://example.bitrix24.com");
        }
        if (holdsWebhook(uri)) {
            throw new IllegalArgumentException("portalUrl holds a whole webhook. Split it: portalUrl is "
                    + new PortalAddress(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort())
                    + ", and what follows /rest/ goes without its last slash into authToken, as USER_ID/CODE."
                    + " The code is a secret: keep it in a property, not in a URI, and make a new webhook"
                    + " if this one has been logged");
        }
        String path = uri.getRawPath();
        if ((path != null && !path.isEmpty() && !path.equals("/"))
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "portalUrl must end after the host, like https://example.bitrix24.com: no path, no query");
        }
        return new PortalAddress(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort());
    }

    /**
     * Reads where a REST root is, such as {@code client_endpoint} of a token's answer (§5.2).
     *
     * @return empty if it is none
     */
    public static Optional<PortalAddress> ofEndpoint(String endpoint) {
        try {
            URI uri = URI.create(endpoint == null ? "" : endpoint.trim());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() == null
                            || uri.getRawUserInfo() != null
                            || !scheme.equals("https") && !scheme.equals("http")
                    ? Optional.empty()
                    : Optional.of(new PortalAddress(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean holdsWebhook(URI uri) {
        String path = uri.getRawPath();
        return path != null && path.toLowerCase(Locale.ROOT).matches("/+rest(/.*)?");
    }

    /** Whether calls travel unencrypted to another machine. */
    public boolean exposed() {
        return scheme.equals("http")
                && !LOOPBACK.contains(host)
                && !LOOPBACK_V4.matcher(host).matches();
    }

    /** The address of a path on this portal. */
    public URI resolve(String path) {
        return URI.create(this + path);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
