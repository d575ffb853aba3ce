// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.Objects;
import org.apache.commons.lang3.StringUtils;

/**
 * An application as it is known to the authorisation server. Its text shows no secret.
 *
 * @param clientId its id, {@code client_id}
 * @param clientSecret its key, {@code client_secret}
 * @param server the authorisation server to begin with
 * @param store keeps its tokens
 */
public record OAuthApplication(String clientId, String clientSecret, PortalAddress server, TokenStore store) {

    /** The server that knows all applications of the vendor's cloud (§5.1). */
    public static final String DEFAULT_SERVER = "https://oauth.bitrix.info";

    public OAuthApplication {
        Objects.requireNonNull(store, "store");
        if (StringUtils.isBlank(clientId) || StringUtils.isBlank(clientSecret)) {
            throw new IllegalArgumentException("an OAuth application needs both clientId and clientSecret");
        }
    }

    @Override
    public String toString() {
        return "OAuthApplication[" + server + "]";
    }
}
