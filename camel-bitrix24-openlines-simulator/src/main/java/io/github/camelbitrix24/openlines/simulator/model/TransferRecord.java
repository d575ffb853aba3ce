// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Instant;

/** One hand-over of a session, as {@code imopenlines.v2.Session.Transfer.list} tells it; 0 stands for nobody and no line. */
public record TransferRecord(
        Instant date,
        long fromOperator,
        long toOperator,
        long fromLine,
        long toLine,
        Reason reason,
        Mode mode,
        Type type,
        long initiator) {

    /** What led to the hand-over. */
    public enum Reason {
        MANUAL,
        QUEUE,
        AUTO,
        LINE
    }

    /** Who did it. */
    public enum Mode {
        MANUAL,
        AUTO,
        BOT
    }

    /** Where to. */
    public enum Type {
        USER,
        QUEUE
    }
}
