// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An example as somebody sees it who types its command; for tests that hold it to its README. */
public final class Demonstration {
    private static final Pattern OUTPUT = Pattern.compile("(?s)## What you see\\s.*?```text\n(.*?)```");

    private static final Pattern COMMAND = Pattern.compile("(?m)^mvn -q -Prun .*");

    private Demonstration() {}

    /** The lines of the first block under the heading "What you see", with addresses as {@link #printed} has them. */
    public static List<String> promised(Path readme) throws IOException {
        Matcher block = OUTPUT.matcher(Files.readString(readme));
        if (!block.find()) {
            throw new IllegalArgumentException(readme + " has no block of text under '## What you see'");
        }
        return comparable(block.group(1));
    }

    /** The definitions on the first command line of a README, {@code -Dname=value} each, but the one with which it does not end. */
    public static String[] definitions(Path readme) throws IOException {
        Matcher command = COMMAND.matcher(Files.readString(readme));
        if (!command.find()) {
            throw new IllegalArgumentException(readme + " has no command that runs it");
        }
        return Arrays.stream(command.group().split("\\s+"))
                .filter(word -> word.startsWith("-D") && !word.startsWith("-Ddesk.goOn="))
                .toArray(String[]::new);
    }

    /**
     * Asks an example to end, as Ctrl+C does, when it has printed a line.
     *
     * @param line a part of it
     * @return what it printed until it had ended
     * @throws IllegalStateException if it does not print the line, or does not end, in this time; with what it printed
     */
    public static List<String> interrupted(Class<?> main, String line, Duration patience, String... options)
            throws Exception {
        Process process = start(main, options);
        StringBuilder printed = new StringBuilder();
        try {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> process.inputReader(UTF_8)
                    .lines()
                    .forEach(each -> {
                        printed.append(each).append('\n');
                        if (each.contains(line)) {
                            process.toHandle().destroy();
                        }
                    }));
            reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            process.waitFor();
            return comparable(printed.toString());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    main.getName() + " did not end within " + patience + ". It printed:\n" + printed, e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Runs an example's main class in a JVM of its own, to its end.
     *
     * @param options of the JVM, {@code -Dname=value} say
     * @return what it printed, without times, all ports as PORT
     * @throws IllegalStateException if it fails, or does not end in this time; with what it printed
     */
    public static List<String> printed(Class<?> main, Duration patience, String... options) throws Exception {
        Process process = start(main, options);
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> all(process));
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            String text = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(main.getName() + (ended ? " failed" : " did not end within " + patience)
                        + ". It printed:\n" + text);
            }
            return comparable(text);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(options));
        command.add(main.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    private static String all(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> comparable(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ", ""))
                .map(line -> line.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT"))
                .map(String::stripTrailing)
                .toList();
    }
}
