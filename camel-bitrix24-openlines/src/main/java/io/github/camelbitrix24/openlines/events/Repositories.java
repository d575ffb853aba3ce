// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import org.apache.camel.CamelContext;

/** Repositories are beans that nobody else may have started; several consumers may share one. */
final class Repositories {
    private Repositories() {}

    /** Starts a repository unless it runs; it stops with the context. */
    static void start(CamelContext context, Object repository) throws Exception {
        if (repository != null) {
            context.addService(repository, true, true);
        }
    }
}
