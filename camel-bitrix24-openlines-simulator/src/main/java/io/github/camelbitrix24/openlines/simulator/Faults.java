// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The script of what goes wrong: scripted requests win, all others reach the working portal.
 *
 * <p>Methods are REST method names in any case, or {@code "*"} for any method; a batch is {@code "batch"}. The authorization server's
 * {@code "oauth/token"} and {@code "oauth/rest/app.info"} have to be named (§5). A method's own script is
 * used before that of {@code "*"}, and scripted turns before standing faults. Requests and the commands of a batch have scripts of
 * their own.
 */
public final class Faults {

    private final FaultScript requests = new FaultScript();
    private final FaultScript commands = new FaultScript();

    /** The next request of this method meets the fault. */
    public Faults next(String method, Fault fault) {
        return next(method, fault, 1);
    }

    /** The next requests of this method, so many of them, meet the fault. */
    public Faults next(String method, Fault fault, int times) {
        requests.next(method, forRequest(fault), times);
        return this;
    }

    /** Every request of this method meets the fault until {@link #clear}. */
    public Faults always(String method, Fault fault) {
        requests.always(method, forRequest(fault));
        return this;
    }

    /** The next command of this method inside a batch meets the fault: a status, a result, or dropped from the batch. */
    public Faults nextCommand(String method, Fault fault) {
        return nextCommand(method, fault, 1);
    }

    /** The next commands of this method inside batches, so many of them, meet the fault. */
    public Faults nextCommand(String method, Fault fault, int times) {
        commands.next(method, forCommand(fault), times);
        return this;
    }

    /** Every command of this method inside a batch meets the fault until {@link #clear}. */
    public Faults alwaysCommand(String method, Fault fault) {
        commands.always(method, forCommand(fault));
        return this;
    }

    public void clear() {
        requests.clear();
        commands.clear();
    }

    /** Forgets the faults of one method, or with {@code "*"} those for any method. */
    public void clear(String method) {
        requests.clear(method);
        commands.clear(method);
    }

    /** What is scripted and has not been met. */
    public List<ScriptedFault> scripted() {
        return Stream.concat(requests.scripted(false), commands.scripted(true)).toList();
    }

    /** Takes the fault that a request of this method has to meet. */
    public Optional<Fault> take(String method) {
        return requests.take(method);
    }

    /** Takes the fault that was scripted under this very name, which {@code "*"} does not mean. */
    public Optional<Fault> takeNamed(String name) {
        return requests.takeNamed(name);
    }

    /** Takes the fault that a command of this method has to meet. */
    public Optional<Fault> takeForCommand(String method) {
        return commands.take(method);
    }

    private static Fault forRequest(Fault fault) {
        if (fault instanceof Fault.Dropped) {
            throw new IllegalArgumentException(
                    "Only a command can be dropped from its batch: use nextCommand or alwaysCommand");
        }
        return fault;
    }

    private static Fault forCommand(Fault fault) {
        boolean answer = fault instanceof Fault.Status || fault instanceof Fault.Error || fault instanceof Fault.Result;
        if (answer || fault instanceof Fault.Dropped) {
            return fault;
        }
        throw new IllegalArgumentException("A command of a batch meets a status, a result or is dropped, not " + fault
                + ": script that for the method batch");
    }
}
