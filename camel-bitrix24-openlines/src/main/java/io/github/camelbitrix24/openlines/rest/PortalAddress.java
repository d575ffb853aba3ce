// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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

    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final Pattern AUTHORITY = Pattern.compile("(?<host>\\[[^\\]@]+]|[^@:\\[\\]]+)(:(?<port>\\d{0,9}))?");
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9a-fA-F:.%]+]|[0-9a-zA-Z_]([0-9a-zA-Z_.-]*[0-9a-zA-Z_.])?");

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
        String scheme = scheme(uri);
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException("portalUrl must begin with https://, like https://example.bitrix24.com");
        }
        PortalAddress address = of(uri).orElseThrow(() -> new IllegalArgumentException(
                "portalUrl must name a host and nothing else, like https://example.bitrix24.com"));
        if (holdsWebhook(uri)) {
            throw new IllegalArgumentException("portalUrl holds a whole webhook. Split it: portalUrl is "
                    + address
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
        return address;
    }

    /**
     * Reads where a REST root is, such as {@code client_endpoint} of a token's answer (§5.2).
     *
     * @return empty if it is none
     */
    public static Optional<PortalAddress> ofEndpoint(String endpoint) {
        try {
            return of(URI.create(endpoint == null ? "" : endpoint.trim()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static Optional<PortalAddress> of(URI uri) {
        // java.net.URI knows no host with _ or a letter beyond ASCII, but keeps the authority
        Matcher parts = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        if (!SCHEMES.contains(scheme(uri)) || !parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group("port");
        return asciiHost(parts.group("host"))
                .map(host -> new PortalAddress(
                        scheme(uri), host, port == null || port.isEmpty() ? -1 : Integer.parseInt(port)));
    }

    /**
     * A host's name in lower case, as it is looked up: in other scripts by IDNA.
     *
     * @return empty if it is no name
     */
    public static Optional<String> asciiHost(String name) {
        try {
            String host = name.startsWith("[") ? name : IDN.toASCII(name);
            return HOST.matcher(host).matches() ? Optional.of(host.toLowerCase(Locale.ROOT)) : Optional.empty();
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
