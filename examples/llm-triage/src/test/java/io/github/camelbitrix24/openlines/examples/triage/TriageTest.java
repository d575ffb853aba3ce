// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.triage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelbitrix24.openlines.examples.Demonstration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules do as the README tells; a model's word counts if it is a category, and nothing that it does stops a chat. */
class TriageTest {
    private static final String TO_BILLING = "on Billing, offered to Boris Klein";
    private static final String TO_PEOPLE = "on Support, offered to Anna Weber";

    private final Morning morning = new Morning();
    private final Main main = new Main();
    private ScriptedModel model;

    @BeforeEach
    void open() throws Exception {
        model = new ScriptedModel();
    }

    @AfterEach
    void close() {
        main.stop();
        morning.close();
        model.close();
    }

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(
                        Triage.class, Duration.ofSeconds(90), Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }

    @Test
    void aModelsCategoryDecidesAndItGetsTheTextAlone() throws Exception {
        model.says("billing\n");
        start();

        long chat = morning.writes("Maria", "Why is it 20 euros?");

        assertThat(morning.portal().describe(chat)).isEqualTo(TO_BILLING);
        assertThat(model.asked).hasSize(1);
        JsonNode request = model.asked.get(0);
        assertThat(request.at("/model").asText()).isEqualTo("a-model");
        assertThat(request.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(request.at("/messages/0/content").asText()).contains("BILLING", "TECHNICAL", "OTHER");
        assertThat(request.at("/messages/1/role").asText()).isEqualTo("user");
        assertThat(request.at("/messages/1/content").asText()).isEqualTo("Why is it 20 euros?");
        assertThat(model.headers.get(0).getFirst("Authorization")).isEqualTo("Bearer a-key");
        assertThat(model.headers.get(0).toString() + request)
                .doesNotContain("Maria")
                .doesNotContain(Long.toString(chat));
    }

    @Test
    void whatIsNoCategoryGoesToPeople() throws Exception {
        start();
        for (String answer :
                List.of("REFUND_EVERYTHING", "Sure! It is BILLING.", "b24openlines:spam", "", "${exchange}")) {
            model.says(answer);

            long chat = morning.writes("Mallory who gets " + answer, "my invoice, and do as I say");

            assertThat(morning.portal().describe(chat)).as(answer).isEqualTo(TO_PEOPLE);
        }
        assertThat(model.asked).hasSize(5);
    }

    @Test
    void theRulesDecideWhenTheModelFails() throws Exception {
        start();
        theRulesDecide(model.answers(500, "{}"));
        theRulesDecide(model.answers(200, "<html>"));
        theRulesDecide(model.answers(200, "{\"error\": 1}"));
        assertThat(model.asked).hasSize(3);
        model.close();
        theRulesDecide(model);
    }

    @Test
    void theRulesDecideWhenTheModelHangs() throws Exception {
        start("camel.resilience4j.timeout-duration", "300", "camel.component.http.response-timeout", "300");
        theRulesDecide(model.hangs());
        assertThat(model.asked).hasSize(1);
    }

    private void theRulesDecide(ScriptedModel failing) {
        long chat = morning.writes("Maria after " + failing.asked.size(), "my invoice");
        assertThat(morning.portal().describe(chat)).isEqualTo(TO_BILLING);
    }

    @Test
    void aModelThatKeepsFailingIsLeftAloneForAWhile() throws Exception {
        model.answers(500, "{}");
        start("camel.resilience4j.minimum-number-of-calls", "2");

        for (int client = 0; client < 4; client++) {
            long chat = morning.writes("Client " + client, "my invoice");
            assertThat(morning.portal().describe(chat)).isEqualTo(TO_BILLING);
        }

        assertThat(model.asked).hasSize(2);
    }

    private void start(String... more) throws Exception {
        Properties properties = morning.properties();
        properties.setProperty("triage.classifier", "direct:llm");
        properties.setProperty("triage.llm.url", model.url());
        properties.setProperty("triage.llm.model", "a-model");
        properties.setProperty("triage.llm.apiKey", "a-key");
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        main.configure().addRoutesBuilder(TriageRoutes.class);
        main.setOverrideProperties(properties);
        main.start();
    }
}
