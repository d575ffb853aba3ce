// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.List;
import java.util.Map;

/**
 * What opens the portal for one request: a part of its address, or a token in its body (§1.1, §1.3). No text of it shows more
 * than its kind.
 *
 * @param path what stands before a method's name; holds a secret if the credentials are a webhook
 * @param parameters what is added to the body
 * @param secrets to be taken out of whatever the portal says
 * @param portal where the authorisation server says that the portal is, null if it has said nothing
 */
public record Access(String path, Map<String, Object> parameters, List<String> secrets, PortalAddress portal) {

    @Override
    public String toString() {
        return parameters.isEmpty() ? "Access[webhook]" : "Access[token]";
    }
}
