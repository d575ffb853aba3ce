// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.github.camelbitrix24.openlines.examples.Demonstration;
import io.github.camelbitrix24.openlines.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever fails on the way, the colleagues hear of the chat, or a dead letter does, or the event comes again. */
class EscalationTest {
    private static final String SENDS = "imbot.v2.Chat.Message.send";

    private final Main main = new Main();
    private Afternoon afternoon;

    @BeforeEach
    void open() throws Exception {
        afternoon = new Afternoon(main);
        main.setOverrideProperties(afternoon.properties());
        main.start();
    }

    @AfterEach
    void close() {
        main.stop();
        afternoon.close();
    }

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(
                        Escalation.class, Duration.ofSeconds(90), Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }

    @Test
    void aHandOverThatIsRefusedIsMailedWithTheReason() {
        afternoon.portal().faults().next("imopenlines.bot.session.operator", Fault.status(400, "WRONG_CHAT"));

        afternoon.writes("Maria", "I want a human");

        assertThat(GreenMailUtil.getBody(afternoon.mail()))
                .contains("Handed over: No. ", "WRONG_CHAT", "I want a human");
    }

    @Test
    void aLostAnswerIsADeadLetterAndNothingIsRepeated() throws Exception {
        afternoon.portal().faults().next(SENDS, Fault.cutAfterExecution());

        afternoon.writes("Maria", "I want a human");

        assertThat(afternoon.portal().executions(SENDS)).hasSize(1);
        assertThat(afternoon.deadLetters()).hasSize(1);
        assertThat(Files.readString(afternoon.deadLetters().get(0)))
                .contains("I want a human", "B24OutcomeUnknownException", "\"failedAt\" : \"escalate\"");
        afternoon.again();
        assertThat(GreenMailUtil.getBody(afternoon.mail())).contains("I want a human", "B24OutcomeUnknownException");
        await().atMost(Afternoon.PATIENCE).until(() -> afternoon.deadLetters().isEmpty());
    }

    @Test
    void anEventWhoseDeadLetterFailsComesAgain() throws Exception {
        afternoon.mailServerGoes();
        Path folder = afternoon.deadLettersFolder();
        Files.delete(folder);
        Files.writeString(folder, "in the way");

        afternoon.portal().client("Tom").on(15).writes("My parrot orders pizza");
        await().atMost(Afternoon.PATIENCE)
                .until(() -> afternoon.portal().executions(SENDS).size() > 1);
        Files.delete(folder);
        afternoon.portal().awaitRead(Afternoon.BOT, Afternoon.PATIENCE);

        assertThat(afternoon.deadLetters()).hasSize(1);
        assertThat(Files.readString(afternoon.deadLetters().get(0)))
                .contains("My parrot orders pizza", "B24AuthException");
    }
}
