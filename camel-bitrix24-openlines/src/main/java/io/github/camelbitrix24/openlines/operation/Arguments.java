// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.rest.Lookup;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The values one call has gathered, each checked. */
public final class Arguments {
    /** Thousands of calls may wait, each with two or three parameters. */
    private static final int FEW = 4;

    private Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
    private Map<String, Object> more = Map.of();
    private Set<String> bodyNames = Set.of();
    private Map<String, Call> calls;
    private Lookup lookup;
    private Bot bot;
    private RestCall note;
    private boolean bodyUsed;

    /** The same, without what only the gathering needs: thousands of calls may wait. */
    Arguments gathered() {
        values = Map.copyOf(values);
        bodyNames = Set.of();
        return this;
    }

    void put(Parameter parameter, Object value) {
        values.put(parameter, value);
    }

    /** A parameter that no option and no header gives. */
    void put(String name, Object value) {
        if (more.isEmpty()) {
            more = new LinkedHashMap<>(FEW);
        }
        more.put(name, value);
    }

    /** The body may name this, and what it says has been seen to. */
    void inBody(String name) {
        if (bodyNames.isEmpty()) {
            bodyNames = new HashSet<>(FEW);
        }
        bodyNames.add(Names.plain(name));
    }

    void bot(Bot given) {
        this.bot = given;
    }

    void lookup(Lookup read) {
        this.lookup = read;
    }

    void calls(Map<String, Call> ofBatch) {
        this.calls = ofBatch;
    }

    void useBody() {
        this.bodyUsed = true;
    }

    boolean bodyUsed() {
        return bodyUsed;
    }

    /** In one spelling, see {@link Names#plain}. */
    Set<String> bodyNames() {
        return bodyNames;
    }

    Bot bot() {
        return bot;
    }

    Object get(Parameter parameter) {
        return values.get(parameter);
    }

    /** What the body alone gave, under the portal's names. */
    Map<String, Object> more() {
        return more;
    }

    /** The Bitrix24 chat the call is about, empty if it is not known. */
    public Optional<Long> chatId() {
        return values.get(Parameter.CHAT_ID) instanceof Long chat ? Optional.of(chat) : Optional.empty();
    }

    /** How the portal finds the chat, empty if it is known or the method takes another id. */
    public Optional<Lookup> lookup() {
        return Optional.ofNullable(lookup);
    }

    /** The calls of a batch by name, empty if it is none. */
    public Optional<Map<String, Call>> calls() {
        return Optional.ofNullable(calls);
    }

    /**
     * The same with the chat that was looked up.
     *
     * @param chat its number, or what stands for it in a group of calls
     */
    public Arguments at(Object chat) {
        Arguments found = new Arguments();
        found.values.putAll(values);
        found.values.put(Parameter.CHAT_ID, chat);
        found.more = more;
        found.bot = bot;
        found.note = note;
        return found;
    }

    /** The same with another target. */
    Arguments to(Parameter target, Object value) {
        Arguments changed = at(values.get(Parameter.CHAT_ID));
        Parameter.of(Parameter.Group.TARGET).forEach(changed.values::remove);
        changed.values.put(target, value);
        return changed;
    }

    void note(RestCall message) {
        this.note = message;
    }

    /** The call that leaves a note to who gets the dialog, empty if there is none. */
    public Optional<RestCall> note() {
        return Optional.ofNullable(note);
    }

    /** The values under the portal's own names, in upper case, which every method understands (§1.9). */
    Map<String, Object> upperCase() {
        Map<String, Object> parameters = new LinkedHashMap<>(FEW);
        new TreeMap<>(values).forEach((parameter, value) -> parameters.put(parameter.name(), value));
        parameters.putAll(more);
        return parameters;
    }
}
