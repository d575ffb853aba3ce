// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import java.util.List;

/**
 * What frames the dialogs: lines, people, the rate bucket and the faults that wait.
 *
 * @param rate null if no limit is enforced
 */
record Overview(List<Lane> lines, List<Person> operators, RateView.Level rate, List<Trap> faults) {

    /** A line; {@code bot} is null without a welcome bot. */
    record Lane(long id, String name, boolean active, String queue, List<String> operators, String bot) {}

    record Person(long id, String name) {}

    /**
     * A fault that waits for calls of a method, which is {@code *} for any.
     *
     * @param times 0 for all of them
     * @param inBatch for commands of a batch only
     */
    record Trap(String method, String fault, int times, boolean inBatch) {}
}
