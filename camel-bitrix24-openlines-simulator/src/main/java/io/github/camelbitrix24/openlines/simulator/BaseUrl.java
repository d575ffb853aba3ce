// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.net.URI;
import java.net.URISyntaxException;

/** The address of a portal: scheme, host and port, without a slash at its end. */
final class BaseUrl {

    private BaseUrl() {}

    static String checked(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getHost() != null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            if (http && bare && uri.getQuery() == null && uri.getFragment() == null) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text(url), e);
        }
        throw new IllegalArgumentException(text(url));
    }

    private static String text(String url) {
        return "A portal's address is http or https, a host and maybe a port, such as http://127.0.0.1:8080, not "
                + url;
    }
}
