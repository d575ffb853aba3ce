// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * A line of the list of calls and events.
 *
 * @param order grows with every entry
 * @param chat the chat it is about, empty if none is named
 * @param batchOf commands of a batch, 0 for any other call
 * @param status 0 if nothing was answered, or not yet
 * @param done commands of a batch that were executed
 * @param failed commands of a batch that were refused
 * @param code of the error, empty if there is none
 * @param fault the fault that the call met, empty if none
 * @param cut whether the fault closes the connection without a whole answer
 */
record Entry(
        String id,
        long order,
        Kind kind,
        String time,
        String name,
        String chat,
        String target,
        int batchOf,
        int status,
        End end,
        int done,
        int failed,
        String code,
        String fault,
        boolean cut) {

    enum Kind {
        @JsonProperty("call")
        CALL,
        @JsonProperty("event")
        EVENT,
        @JsonProperty("post")
        POST
    }

    /** What the portal did. */
    enum End {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("executed")
        EXECUTED,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("skipped")
        NOT_EXECUTED
    }

    static Entry event(String id, long order, String time, String name, String chat, String bot) {
        return new Entry(id, order, Kind.EVENT, time, name, chat, bot, 0, 0, End.EXECUTED, 0, 0, "", "", false);
    }

    static Entry post(String id, long order, String time, String name, String handler) {
        return new Entry(id, order, Kind.POST, time, name, "", handler, 0, 0, End.EXECUTED, 0, 0, "", "", false);
    }

    static Entry call(String id, long order, String time, String name, String chat, String target, int batchOf) {
        return new Entry(id, order, Kind.CALL, time, name, chat, target, batchOf, 0, End.OPEN, 0, 0, "", "", false);
    }

    /** A call that only asks for events: there are many, and they say little. */
    @JsonProperty("poll")
    boolean isPoll() {
        return kind == Kind.CALL
                && name.toLowerCase(Locale.ROOT).endsWith("event.get")
                && fault.isEmpty()
                && end != End.REFUSED;
    }

    Entry answered(int newStatus) {
        return new Entry(
                id, order, kind, time, name, chat, target, batchOf, newStatus, end, done, failed, code, fault, cut);
    }

    Entry ended(End newEnd, int newDone, int newFailed, String newCode) {
        return new Entry(
                id, order, kind, time, name, chat, target, batchOf, status, newEnd, newDone, newFailed, newCode, fault,
                cut);
    }

    Entry met(String newFault, boolean isCut) {
        return new Entry(
                id,
                order,
                kind,
                time,
                name,
                chat,
                target,
                batchOf,
                status,
                End.NOT_EXECUTED,
                done,
                failed,
                code,
                newFault,
                isCut);
    }
}
