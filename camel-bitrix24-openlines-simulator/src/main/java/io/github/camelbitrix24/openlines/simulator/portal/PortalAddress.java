// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

/** Under which names the portal is known outside (§8.2). */
public record PortalAddress(String url, String memberId) {

    /** Host and port, without a scheme. */
    public String domain() {
        return url.substring(url.indexOf("//") + 2);
    }

    public String clientEndpoint() {
        return url + "/rest/";
    }

    /** The simulator is its own authorization server. */
    public String serverEndpoint() {
        return url + "/oauth/rest/";
    }
}
