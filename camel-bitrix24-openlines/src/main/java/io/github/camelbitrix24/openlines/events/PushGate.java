// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/** Decides about requests while they come, and is told of those that were refused; any thread, never blocks. */
interface PushGate {

    /**
     * Refuses what nothing that is still to come could save.
     *
     * @param whole whether the form has come to its end
     */
    void check(PushHead head, boolean whole) throws PushRefusal;

    /**
     * A request was refused.
     *
     * @param head as far as it had come
     */
    void refused(PushRefusal refusal, PushHead head);
}
