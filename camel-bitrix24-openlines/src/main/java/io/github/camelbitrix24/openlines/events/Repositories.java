// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;

/** Repositories are beans that nobody else may have started; several consumers may share one. */
final class Repositories {
    private Repositories() {}

    /** Starts a repository unless it runs, which a starting context would put off; it stops with the context. */
    static void start(CamelContext context, Object repository) throws Exception {
        if (repository != null) {
            context.addService(repository, true, true);
            ServiceHelper.startService(repository);
        }
    }
}
