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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another JVM, which runs a main class of the tests; talks in lines. */
final class Node implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final PrintWriter words;

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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(arguments);
        return new Node(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(new File("target/node-errors.log")))
                .start());
    }

    void say(String word) {
        words.println(word);
    }

    /** The rest of the first line that begins with the word. */
    String hear(String word) throws Exception {
        return CompletableFuture.supplyAsync(() -> find(word)).get(60, TimeUnit.SECONDS);
    }

    private String find(String word) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(word)) {
                    return line.substring(word.length()).trim();
                }
            }
            throw new IllegalStateException("the node ended before it said " + word);
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
