// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import org.apache.hc.client5.http.classic.HttpClient;

/** Where a transport gets its HTTP client, and another one if that has died. */
public interface HttpClientSource {

    /** The client to send with; automatic retries, redirects and cookies are off. */
    HttpClient client();

    /** Puts another client in the place of one that takes no more requests; does nothing if that has happened already. */
    void replace(HttpClient dead);
}
