// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.camelrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel run *} in {@code examples/karavan}: the component and its Kamelets come by their Maven coordinates alone. */
class CamelRunTest {
    private static final Path EXAMPLE = Path.of("..", "..", "examples", "karavan");
    private static final String COMPONENT =
            "--dep=mvn:io.github.camel-bitrix24:camel-bitrix24-openlines:0.1.0-SNAPSHOT";

    @TempDir
    Path folder;

    @Test
    void theCoordinatesOfThePropertiesAreEnough() throws Exception {
        runs(List.of());
    }

    @Test
    void theCoordinatesOfTheCommandAreEnough() throws Exception {
        runs(List.of(COMPONENT));
    }

    private void runs(List<String> options) throws Exception {
        for (String file : List.of("support-desk.camel.yaml", "application.properties")) {
            Files.copy(EXAMPLE.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path properties = folder.resolve("application.properties");
        if (!options.isEmpty()) {
            Files.writeString(
                    properties, Files.readString(properties).replaceAll("(?m)^camel.jbang.dependencies.*$", ""));
        }
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            Process camel = start(portal, options);
            try {
                long invoice = portal.client("Maria").on(26).writes("a question about my invoice");
                long other = portal.client("Otto").on(26).writes("a question about my parrot");
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> !camel.isAlive()
                                || portal.dialog(invoice).lineId() == 22
                                        && !portal.dialog(other).offeredTo().isEmpty());
                assertThat(camel.isAlive()).as(this::log).isTrue();
                assertThat(portal.dialog(other).messages())
                        .extracting(message -> message.text())
                        .contains("One moment, a colleague will be with you.");
            } finally {
                camel.destroy();
                camel.waitFor();
            }
        }
        assertThat(log()).contains("Apache Camel 4.18.0 (support-desk) started");
    }

    private Process start(PortalSimulator portal, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-Duser.home=" + folder,
                "-cp",
                camelsOwn(),
                Camel.class.getName(),
                "run"));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(yaml|properties)"))
                    .forEach(command::add);
        }
        command.add("--kamelets-version=4.18.0");
        command.add("--property=camel.component.b24openlines.portal-url=" + portal.url());
        command.add("--property=bot.id=" + portal.bot("support").id());
        command.add("--property=desk.pollEvery=100");
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("B24_AUTH_TOKEN", portal.webhook(1).authToken());
        builder.environment().put("BOT_TOKEN", portal.bot("support").token());
        return builder.start();
    }

    /** Without the simulator, which the command has not. */
    private static String camelsOwn() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !entry.contains("camel-bitrix24-openlines-simulator"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
