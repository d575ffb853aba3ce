// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Call;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls of a batch, from a body that YAML, JSON or Java can make: a map by name, or a list. */
final class BatchArgument implements Argument {
    /** §3.3. */
    private static final int MOST = 50;

    private static final Set<String> NEVER_INSIDE = Set.of("download", "upload");
    /** What a reference can name (§4.1). */
    private static final Pattern NAME = Pattern.compile("[^\\[\\]\\s]+");

    private static final String METHOD = "method";
    private static final String PARAMETERS = "parameters";

    @Override
    public Set<Parameter> options() {
        return Set.of();
    }

    @Override
    public String described() {
        return "calls in the body: a map by name, or a list, of `Call` or `{method, parameters}`";
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Object body = inputs.body() instanceof Object[] array
                ? Arrays.asList(array)
                : inputs.bodyPlain().orElse(null);
        Map<String, Call> calls = new LinkedHashMap<>();
        if (body instanceof Map<?, ?> map && map.get(METHOD) instanceof CharSequence) {
            throw new B24InvalidRequestException(
                    "the body is one call: put it into a map by name or into a list, or use the operation call");
        } else if (body instanceof Map<?, ?> map) {
            map.forEach((name, call) -> calls.put(name(name), call(name(name), call)));
        } else if (body instanceof Collection<?> list) {
            list.forEach(call -> calls.put(String.valueOf(calls.size()), call(String.valueOf(calls.size()), call)));
        }
        if (calls.isEmpty() || calls.size() > MOST) {
            throw new B24InvalidRequestException(
                    "a batch has 1 to " + MOST + " calls, the body "
                            + (calls.isEmpty() ? "has none" : "has " + calls.size())
                            + ": send a map by name or a list, of Call or of maps with method and parameters, or JSON text of these");
        }
        arguments.calls(calls);
    }

    private static String name(Object name) {
        String text = String.valueOf(name);
        if (!NAME.matcher(text).matches()) {
            throw new B24InvalidRequestException(
                    "'" + Ids.shown(text) + "' is no name of a call: use no blanks and no brackets");
        }
        return text;
    }

    private static Call call(String name, Object value) {
        String method;
        Object parameters = null;
        if (value instanceof Call call) {
            method = call.method();
            parameters = call.parameters();
        } else if (value instanceof Map<?, ?> map && map.get(METHOD) instanceof CharSequence given) {
            map.keySet().stream()
                    .filter(key -> !METHOD.equals(key) && !PARAMETERS.equals(key))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new B24InvalidRequestException("call " + name + " of the batch holds " + key
                                + ": write the method and its parameters, like {\"method\": \"user.get\","
                                + " \"parameters\": {\"ID\": 27}}");
                    });
            method = given.toString();
            parameters = map.get(PARAMETERS);
        } else if (value instanceof CharSequence given) {
            method = given.toString();
        } else {
            throw new B24InvalidRequestException("call " + name + " of the batch is "
                    + (value == null ? "empty" : "a " + value.getClass().getSimpleName())
                    + ": use Call, or a map with method and parameters");
        }
        if (parameters != null && !(parameters instanceof Map<?, ?>)) {
            throw new B24InvalidRequestException("the parameters of call " + name + " of the batch are no map");
        }
        Methods.check(method);
        if (NEVER_INSIDE.contains(method.toLowerCase(Locale.ROOT))) {
            throw new B24InvalidRequestException("call " + name + ": the portal takes no " + method + " in a batch");
        }
        return new Call(method, parameters == null ? Map.of() : PlainValues.map("", (Map<?, ?>) parameters));
    }
}
