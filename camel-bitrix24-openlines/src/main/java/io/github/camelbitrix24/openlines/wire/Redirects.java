// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.net.URI;
import java.util.Locale;
import org.apache.commons.lang3.StringUtils;

/** Says why a call did not follow a redirect, and what would mend that (§1.10). */
final class Redirects {
    private static final int LONGEST_HOST = 253;

    private Redirects() {}

    /** A part of a sentence; names the host that the redirect leads to, and nothing else of its address. */
    static String refusal(Delivery.Moved moved) {
        String http = " (HTTP " + moved.status() + ")";
        URI target = target(moved);
        String host = target == null ? null : host(target);
        if (host == null) {
            return "the portal redirects calls" + http + ", and does not say to which address";
        }
        String to = StringUtils.abbreviate(host, LONGEST_HOST);
        String scheme = target.getScheme().toLowerCase(Locale.ROOT);
        PortalAddress from = moved.from();
        if (!host.equals(from.host())) {
            return "the portal has moved to " + to + http
                    + ", and the call did not follow. If you trust that host, set it"
                    + " as portalUrl, or name it in allowedRedirectHosts"
                    + (from.scheme().equals("https") && scheme.equals("http")
                            ? ". Calls never follow from https to http"
                            : "");
        }
        if (from.scheme().equals("http") && scheme.equals("https")) {
            return "the portal wants https" + http + ": set portalUrl to https://" + to
                    + (target.getPort() < 0 ? "" : ":" + target.getPort());
        }
        if (from.scheme().equals("https") && scheme.equals("http")) {
            return "the portal redirects calls from https to http" + http + ", where they never follow";
        }
        return "the portal redirects calls to another page of its own host " + to + http
                + ", as one does that is closed for calls, by its licence say. Open it in a browser to see why";
    }

    private static URI target(Delivery.Moved moved) {
        try {
            return StringUtils.isBlank(moved.location())
                    ? null
                    : URI.create(moved.from() + "/").resolve(moved.location().trim());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** In lower case; null if there is none. A name that {@link URI} takes for none has its own place. */
    private static String host(URI target) {
        String host = target.getHost();
        if (host == null && target.getRawAuthority() != null) {
            host = StringUtils.substringAfterLast("@" + target.getRawAuthority(), "@")
                    .replaceFirst(":\\d*$", "");
        }
        return target.getScheme() == null || StringUtils.isEmpty(host) ? null : host.toLowerCase(Locale.ROOT);
    }
}
