// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States in a file: none is lost or half there, whoever writes and whenever the JVM is killed. */
class AtomicFileStateRepositoryTest {
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @Test
    void whatOneKeepsAnotherFinds() {
        Path file = folder.resolve("positions.json");
        AtomicFileStateRepository one = new AtomicFileStateRepository(file);
        AtomicFileStateRepository other = new AtomicFileStateRepository(file);
        assertThat(one.getState("bot")).isNull();

        one.setState("bot", "17+19,\"20\"\n");
        other.setState("offline", "");
        other.setState("gone", "1");
        one.setState("gone", null);

        assertThat(other.getState("bot")).isEqualTo("17+19,\"20\"\n");
        assertThat(one.getState("offline")).isEmpty();
        assertThat(one.getState("gone")).isNull();
    }

    @Test
    void whoWritesAtOnceLosesNothing() {
        Path file = folder.resolve("positions.json");
        List<AtomicFileStateRepository> repositories = Stream.generate(() -> new AtomicFileStateRepository(file))
                .limit(8)
                .toList();

        IntStream.range(0, 200)
                .parallel()
                .forEach(number -> repositories.get(number % 8).setState("key" + number, "value" + number));

        assertThat(IntStream.range(0, 200))
                .allSatisfy(number ->
                        assertThat(repositories.get(0).getState("key" + number)).isEqualTo("value" + number));
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws Exception {
        Path file = folder.resolve("positions.json");
        new AtomicFileStateRepository(file).setState("bot", "17");

        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(new AtomicFileStateRepository(file)).hasToString("AtomicFileStateRepository[positions.json]");
    }

    @Test
    void aDirectoryThatIsNotThereIsSaid() {
        assertThatThrownBy(
                        () -> new AtomicFileStateRepository(folder.resolve("none/positions.json")).setState("a", "b"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("positions.json");
    }

    /** What a writer said to have kept is there after it was killed, or the state that it was just writing. */
    @Test
    void aKilledWriterLeavesItsLastStateOrTheNext() throws Exception {
        Random random = new Random(20260317);
        Path file = folder.resolve("positions.json");
        for (int kill = 0; kill < KILLS; kill++) {
            Path said = folder.resolve("said" + kill);
            Process writer = writer(file, said);
            int enough = 50 + random.nextInt(100);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> last(said) >= enough);
            writer.destroyForcibly();
            assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();

            int last = last(said);
            String kept = new AtomicFileStateRepository(file).getState("bot");
            assertThat(kept).isIn(state(last), state(last + 1));
        }
    }

    /** The number of the last whole line. */
    private static int last(Path said) throws IOException {
        String text = Files.readString(said);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        return whole.isEmpty()
                ? -1
                : Integer.parseInt(whole.substring(whole.lastIndexOf('\n', whole.length() - 2) + 1)
                        .trim());
    }

    private static Process writer(Path file, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String state(int number) {
        return number + "+" + "1234567890,".repeat(1 + number % 500);
    }

    /** Writes state after state, and says each that is kept. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            AtomicFileStateRepository states = new AtomicFileStateRepository(Path.of(args[0]));
            for (int number = 0; ; number++) {
                states.setState("bot", state(number));
                System.out.println(number);
            }
        }
    }
}
