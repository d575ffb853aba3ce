// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.concurrent.CompletableFuture;

/** Our picture of the portal's request counter, ahead of which a request may go. */
public interface Budget {

    /**
     * Takes a slot for one request, or tells when to ask again.
     *
     * @return nanoseconds to wait; 0 when the slot is taken
     */
    CompletableFuture<Long> take();

    /** Gives back a slot that no request needed. */
    void giveBack();

    /** The portal said that its counter is full: others behind the same address have used it up. */
    void drain();
}
