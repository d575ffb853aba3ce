// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.MessageView;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The project folder for Karavan's designer runs, as it is and as the designer saves it. */
class KaravanExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "karavan");
    private static final String ROUTE = "support-desk.camel.yaml";

    @Test
    void theExampleRuns() throws Exception {
        runs(EXAMPLE.resolve(ROUTE), new KameletDesk());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = KameletDesk.SAVED, matches = ".+")
    void theExampleRunsAsTheDesignerSavesIt() throws Exception {
        runs(KameletDesk.saved().resolve(ROUTE), new KameletDesk().kamelets(KameletDesk.saved()));
    }

    @Test
    void theDesignerGetsTheComponentThatThisIs() throws Exception {
        String coordinates = properties().getProperty("camel.jbang.dependencies");
        assertThat(coordinates)
                .isEqualTo("mvn:%s:%s:%s"
                        .formatted(
                                OurCatalog.component().getGroupId(),
                                OurCatalog.component().getArtifactId(),
                                OurCatalog.component().getVersion()));
        assertThat(EXAMPLE.resolve("../../camel-bitrix24-openlines/src/main/resources/kamelets"))
                .isDirectory();
        assertThat(Files.readString(EXAMPLE.resolve(".vscode/settings.json")))
                .contains("\"../../camel-bitrix24-openlines/src/main/resources/kamelets\"");
    }

    private static void runs(Path route, KameletDesk started) throws Exception {
        try (KameletDesk desk = started) {
            properties().forEach((key, value) -> desk.set((String) key, (String) value));
            desk.portalOnTheComponent(1)
                    .set("bot.id", Long.toString(desk.portal.bot("helper").id()))
                    .set("bot.token", desk.portal.bot("helper").token())
                    .set("desk.pollEvery", "50")
                    .start(Files.readString(route));

            long invoice = writes(desk, "Maria", "a question about my invoice");
            long thanks = writes(desk, "Eva", "thank you");
            long other = writes(desk, "Otto", "a question about my parrot");

            KameletDesk.until(() -> desk.portal.dialog(invoice).lineId() == 22
                    && (desk.portal.dialog(thanks).closing()
                            || desk.portal.dialog(thanks).closed())
                    && !desk.portal.dialog(other).offeredTo().isEmpty());
            assertThat(desk.portal.dialog(other).messages())
                    .extracting(MessageView::text)
                    .contains("One moment, a colleague will be with you.");
        }
    }

    private static long writes(KameletDesk desk, String name, String text) {
        return desk.portal.client(name).on(KameletDesk.BOT_LINE).writes(text);
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(EXAMPLE.resolve("application.properties"))) {
            properties.load(file);
        }
        return properties;
    }
}
