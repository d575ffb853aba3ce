// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Builds samples of our types in which each secret can be told from any other text. */
final class Secrets {
    private static final String OURS = "io.github.camelbitrix24";
    private static final String MARK = "s3cr3t-";
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(token|secret|passw|passphrase|credential|apiKey|privateKey).*|code|form|fields|parameters|location|body");

    private final Set<String> exempt;
    private final Set<String> placed = new TreeSet<>();

    /** With components that are no secrets in spite of their names, as {@code Type.component}. */
    Secrets(Set<String> exempt) {
        this.exempt = exempt;
    }

    static boolean isNamed(String name) {
        return NAME.matcher(name).matches();
    }

    static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The secrets of the samples that a text shows. */
    List<String> shownIn(String text) {
        return placed.stream()
                .filter(secret -> text.contains(MARK + secret + ";"))
                .toList();
    }

    /** Instances with a mark in the place of each secret; one for each secret if the type does not take all at once. */
    List<Object> samples(Class<?> type) {
        Constructor<?> widest = Arrays.stream(type.getDeclaredConstructors())
                .max(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow();
        widest.setAccessible(true);
        Parameter[] parameters = widest.getParameters();
        Object[] values = Arrays.stream(parameters)
                .map(parameter -> value(type, parameter))
                .toArray();
        List<Object> samples = make(widest, values)
                .map(List::of)
                .orElseGet(() -> IntStream.range(0, parameters.length)
                        .filter(secret -> isNamed(parameters[secret].getName()))
                        .mapToObj(secret -> make(widest, alone(secret, parameters, values)))
                        .flatMap(Optional::stream)
                        .toList());
        if (samples.isEmpty()) {
            throw new AssertionError("no sample of " + type + " can be made of " + Arrays.toString(values));
        }
        return samples;
    }

    private static Object[] alone(int secret, Parameter[] parameters, Object[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(at -> at != secret && isNamed(parameters[at].getName()) ? null : values[at])
                .toArray();
    }

    private static Optional<Object> make(Constructor<?> constructor, Object[] values) {
        try {
            return Optional.of(constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private Object value(Class<?> owner, Parameter parameter) {
        String component = simple(owner.getName()) + "." + parameter.getName();
        boolean secret = isNamed(parameter.getName()) && !exempt.contains(component);
        return value(parameter.getParameterizedType(), secret ? place(component) : "plain", component);
    }

    private String place(String component) {
        placed.add(component);
        return MARK + component + ";";
    }

    private Object value(Type generic, String text, String component) {
        Class<?> type = (Class<?>) (generic instanceof ParameterizedType of ? of.getRawType() : generic);
        if (type == Optional.class) {
            return Optional.ofNullable(value(argument(generic, 0), text, component));
        } else if (type.isAssignableFrom(String.class)) {
            return text;
        } else if (type == URI.class) {
            return URI.create("https://portal.example/" + place(component).replace(';', '/'));
        } else if (type.isAssignableFrom(List.class)) {
            return Stream.ofNullable(value(argument(generic, 0), text, component))
                    .toList();
        } else if (type == Set.class) {
            return Stream.ofNullable(value(argument(generic, 0), text, component))
                    .collect(Collectors.toSet());
        } else if (type == Map.class) {
            Object key = value(argument(generic, 0), "name", component);
            return Stream.ofNullable(value(argument(generic, 1), text, component))
                    .collect(Collectors.toMap(value -> key, value -> value));
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        } else if (type.isPrimitive()) {
            return type == boolean.class ? (Object) true : number(type);
        } else if (Number.class.isAssignableFrom(type)) {
            return number(type);
        }
        return type.getName().startsWith(OURS) ? ours(type) : null;
    }

    private Object ours(Class<?> type) {
        if (type.isSealed()) {
            return samples(type.getPermittedSubclasses()[0]).get(0);
        } else if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                Class<?> result = method.getReturnType();
                return result == String.class
                        ? "plain"
                        : result == int.class ? 0 : result == boolean.class ? false : null;
            });
        }
        return Modifier.isAbstract(type.getModifiers()) ? null : samples(type).get(0);
    }

    private static Object number(Class<?> type) {
        return type == long.class || type == Long.class
                ? (Object) 1L
                : type == double.class ? (Object) 1.0 : (Object) 1;
    }

    private static Type argument(Type generic, int at) {
        Type argument = generic instanceof ParameterizedType of ? of.getActualTypeArguments()[at] : Object.class;
        return argument instanceof Class<?> || argument instanceof ParameterizedType ? argument : Object.class;
    }
}
