// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Lets a body go when its request has been answered. */
final class PayloadCompletion extends SynchronizationAdapter {
    private final Runnable release;

    PayloadCompletion(Runnable release) {
        this.release = release;
    }

    @Override
    public void onDone(Exchange exchange) {
        release.run();
    }
}
