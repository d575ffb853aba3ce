// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The script of what goes wrong: scripted requests win, all others reach the working portal.
 *
 * <p>Methods are REST method names in any case, or {@code "*"} for any method; a batch is {@code "batch"}. The authorization server's
 * {@code "oauth/token"} and {@code "oauth/rest/app.info"} have to be named (§5). A method's own script is
 * used before that of {@code "*"}, scripted turns before chances, and both before standing faults. Requests and the commands of a batch have scripts of
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

    /**
     * Each request of this method meets the fault with this probability until {@link #clear}; called again, another chance is added,
     * which is asked if those before did not strike.
     *
     * @param probability above 0, at most 1
     * @param seed the same one strikes the same requests, counted in the order of their arrival
     */
    public Faults sometimes(String method, Fault fault, double probability, long seed) {
        requests.sometimes(method, FaultChance.random(forRequest(fault), probability, seed));
        return this;
    }

    /**
     * The requests of this method that the test chooses meet the fault until {@link #clear}.
     *
     * @param chosen is shown the parameters as they were sent, without credentials; runs on the portal's thread and must not block
     */
    public Faults when(String method, Predicate<Map<String, Object>> chosen, Fault fault) {
        requests.sometimes(method, FaultChance.of(forRequest(fault), Objects.requireNonNull(chosen)));
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

    /** As {@link #sometimes}, for the commands of this method inside batches. */
    public Faults sometimesCommand(String method, Fault fault, double probability, long seed) {
        commands.sometimes(method, FaultChance.random(forCommand(fault), probability, seed));
        return this;
    }

    /** As {@link #when}, for the commands of this method inside batches. */
    public Faults whenCommand(String method, Predicate<Map<String, Object>> chosen, Fault fault) {
        commands.sometimes(method, FaultChance.of(forCommand(fault), Objects.requireNonNull(chosen)));
        return this;
    }

    /** Forgets all faults, those that stand and those that wait. */
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
    public Optional<Fault> take(String method, Map<String, Object> parameters) {
        return requests.take(method, parameters);
    }

    /** Takes the fault that was scripted under this very name, which {@code "*"} does not mean. */
    public Optional<Fault> takeNamed(String name, Map<String, Object> parameters) {
        return requests.takeNamed(name, parameters);
    }

    /** Takes the fault that a command of this method has to meet. */
    public Optional<Fault> takeForCommand(String method, Map<String, Object> parameters) {
        return commands.take(method, parameters);
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
