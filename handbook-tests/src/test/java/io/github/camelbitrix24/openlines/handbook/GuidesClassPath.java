// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class path of a project that has some artifacts of this build, and what these depend on, and nothing else. */
final class GuidesClassPath {
    /** A line of the verbose tree that the build writes; what is there already stands in parentheses. */
    private static final Pattern LINE = Pattern.compile("(?<indent>[ |+\\\\-]*)\\(?[\\w.-]+:(?<artifact>[\\w.-]+):.*");

    private static final int STEP = 3;

    private final Map<String, Set<String>> dependencies = new HashMap<>();
    private final List<String> entries;

    GuidesClassPath() {
        Deque<String> path = new ArrayDeque<>();
        for (String line :
                Repository.text(Path.of("target", "dependencies.txt")).split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                int depth = matcher.group("indent").length() / STEP;
                while (path.size() > depth) {
                    path.pop();
                }
                if (!path.isEmpty()) {
                    dependencies
                            .computeIfAbsent(path.peek(), artifact -> new LinkedHashSet<>())
                            .add(matcher.group("artifact"));
                }
                path.push(matcher.group("artifact"));
            }
        }
        entries = List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator));
    }

    /**
     * Finds the files.
     *
     * @throws AssertionError if this build does not have one of the artifacts
     */
    List<String> of(Collection<String> artifacts) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(artifacts);
        while (!open.isEmpty()) {
            String artifact = open.pop();
            if (all.add(artifact)) {
                open.addAll(dependencies.getOrDefault(artifact, Set.of()));
            }
        }
        List<String> files = new ArrayList<>();
        for (String artifact : all) {
            Pattern file = Pattern.compile(".*/" + Pattern.quote(artifact) + "(-\\d[^/]*\\.jar|/target/classes)");
            entries.stream().filter(entry -> file.matcher(entry).matches()).forEach(files::add);
        }
        for (String artifact : artifacts) {
            if (files.stream()
                    .noneMatch(entry -> Arrays.asList(entry.split("[/]")).stream()
                            .anyMatch(part -> part.matches(Pattern.quote(artifact) + "(-\\d.*)?")))) {
                throw new AssertionError("this build has no " + artifact + " to try it with");
            }
        }
        return files;
    }
}
