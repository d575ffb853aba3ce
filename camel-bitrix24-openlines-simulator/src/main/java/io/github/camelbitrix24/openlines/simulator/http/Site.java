// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Pages beside the REST interface; asked on the server's event loop, so it must not block. */
public interface Site {

    Site NONE = (request, body) -> false;

    /** False if the path is none of the site's; else the site has taken the answer upon itself. */
    boolean serve(HttpServerRequest request, Buffer body);

    /** Another site is shown from now on: whoever still looks at this one has to ask again. */
    default void retire() {}
}
