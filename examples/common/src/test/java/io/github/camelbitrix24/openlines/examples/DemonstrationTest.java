// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an example printed, and what its README promises, can be compared; a failure shows. */
class DemonstrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Prints, and then does as it is told. */
    static final class Printing {
        private Printing() {}

        /** Ends as the property {@code end} says. */
        public static void main(String[] arguments) throws Exception {
            System.out.println("12:00:00.123 desk     at http://127.0.0.1:4711/ ");
            if ("fail".equals(System.getProperty("end"))) {
                throw new IllegalStateException("on purpose");
            }
            if ("never".equals(System.getProperty("end"))) {
                Thread.currentThread().join();
            }
        }
    }

    @Test
    void timesAndPortsDoNotCount(@TempDir Path folder) throws Exception {
        Path readme = Files.writeString(
                folder.resolve("README.md"),
                "# X\n```\nno\n```\n## What you see\n\nThis:\n\n```text\ndesk     at http://127.0.0.1:80/\n```\n");

        assertThat(Demonstration.printed(Printing.class, PATIENCE))
                .isEqualTo(Demonstration.promised(readme))
                .containsExactly("desk     at http://127.0.0.1:PORT/");
    }

    @Test
    void aReadmeWithoutAPromiseIsRefused(@TempDir Path folder) throws Exception {
        Path readme = Files.writeString(folder.resolve("README.md"), "# X\n```\nno\n```\n");

        assertThatThrownBy(() -> Demonstration.promised(readme)).hasMessageContaining("What you see");
    }

    @Test
    void aFailureShowsWhatWasPrinted() {
        assertThatThrownBy(() -> Demonstration.printed(Printing.class, PATIENCE, "-Dend=fail"))
                .hasMessageContainingAll("failed", "127.0.0.1:4711", "on purpose");
    }

    @Test
    void whatDoesNotEndIsEnded() {
        assertThatThrownBy(() -> Demonstration.printed(Printing.class, Duration.ofSeconds(3), "-Dend=never"))
                .hasMessageContaining("did not end");
    }
}
