// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.net.URI;

/**
 * A POST with a JSON body. Its address may hold a secret, so no text of it shows more than the host.
 *
 * @param address where to
 * @param json the body, UTF-8
 */
public record HttpMessage(URI address, byte[] json) {

    @Override
    public String toString() {
        return "HttpMessage[" + address.getHost() + "]";
    }
}
