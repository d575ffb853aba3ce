// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real portal's file sets what the example's own properties leave open. */
class PortalFileTest {
    private Path file;

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("portal.properties");
    }

    @Test
    void aFileThatIsNotThereIsDescribed() {
        assertThatThrownBy(() -> PortalFile.read(file))
                .hasMessageContainingAll("cannot be read", "portalUrl", "authToken", "spring.style")
                .hasMessageNotContaining("desk.line");
    }

    @Test
    void whatIsMissingIsNamedWithoutWhatIsThere() throws Exception {
        Files.writeString(file, "portalUrl = https://example.bitrix24.com\nspring.style = x\nauthToken = \n");
        assertThatThrownBy(() -> PortalFile.read(file)).hasMessageEndingWith("does not set authToken");
    }

    @Test
    void aWholeFileIsTaken() throws Exception {
        Files.writeString(file, "portalUrl = https://example.bitrix24.com\nspring.style = x\nauthToken = 1/abc\n");
        assertThat(PortalFile.read(file)).containsEntry("authToken", "1/abc");
    }
}
