// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Another JVM, which runs a main class of the tests; talks in lines. */
final class Node implements AutoCloseable {
    private static final long PATIENCE = 180;

    private final Process process;
    private final BufferedReader lines;
    private final PrintWriter words;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Node(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.words = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static Node start(Class<?> main, List<String> arguments) throws IOException {
        return start(main, arguments, classPath());
    }

    /** The tests' own. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static Node start(Class<?> main, List<String> arguments, String classPath) throws IOException {
        return start(List.of(), Map.of(), main, arguments, classPath);
    }

    static Node start(Map<String, String> environment, Class<?> main, List<String> arguments) throws IOException {
        return start(List.of(), environment, main, arguments, classPath());
    }

    static Node start(
            List<String> jvmOptions,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments,
            String classPath)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(new File("target/node-errors.log")));
        process.environment().putAll(environment);
        return new Node(process.start());
    }

    void say(String word) {
        words.println(word);
    }

    /** The rest of the first line that begins with the word. */
    String hear(String word) throws Exception {
        return find(word, line -> line.startsWith(word))
                .substring(word.length())
                .trim();
    }

    /** Reads on to the first line that holds the words, as one of the log does. */
    void hearOf(String words) throws Exception {
        find(words, line -> line.contains(words));
    }

    /** How many of the lines that were read so far hold the words. */
    long heardOf(String words) {
        return heard.stream().filter(line -> line.contains(words)).count();
    }

    private String find(String wanted, Predicate<String> matching) throws Exception {
        return CompletableFuture.supplyAsync(() -> next(wanted, matching)).get(PATIENCE, TimeUnit.SECONDS);
    }

    private String next(String wanted, Predicate<String> matching) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
                if (matching.test(line)) {
                    return line;
                }
            }
            throw new IllegalStateException("the node ended before it said " + wanted);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    void awaitEnd() throws InterruptedException, TimeoutException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new TimeoutException("the node does not end");
        }
    }

    @Override
    public void close() {
        kill();
    }
}
