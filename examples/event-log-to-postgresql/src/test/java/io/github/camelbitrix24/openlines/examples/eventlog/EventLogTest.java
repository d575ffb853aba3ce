// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.examples.Demonstration;
import io.github.camelbitrix24.openlines.examples.Example;
import io.github.camelbitrix24.openlines.examples.Needed;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each event is in the table once: after a cut, and after a database that was away. */
class EventLogTest {
    private final Main main = new Main();
    private Outage stage;

    @BeforeEach
    void open() throws Exception {
        try {
            stage = new Outage(main);
        } catch (IllegalStateException e) {
            Needed.missing(e.getMessage());
        }
    }

    @AfterEach
    void close() {
        main.stop();
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(
                        EventLog.class, Duration.ofSeconds(90), Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }

    @Test
    void whatCouldNotBeWrittenComesAgainWhenItCan() throws Exception {
        Example.configure(main, stage.properties()).start();
        long before = stage.writes("Maria", "before");
        stage.untilRows(2);
        stage.database().execute("ALTER TABLE chat_event RENAME TO away");
        stage.writes("Maria", "It's \"away\"; DROP TABLE away; :#${body} ? \\u00e9 é");
        polledTwice();
        stage.database().execute("ALTER TABLE away RENAME TO chat_event");
        stage.portal().awaitRead(Outage.BOT, Outage.PATIENCE);

        assertThat(stage.database().rows("SELECT message FROM chat_event WHERE message IS NOT NULL ORDER BY id"))
                .containsExactly("before", "It's \"away\"; DROP TABLE away; :#${body} ? \\u00e9 é");
        assertThat(stage.database()
                        .rows("SELECT DISTINCT event ->> 'chatId' FROM chat_event WHERE chat_id = " + before))
                .containsExactly(Long.toString(before));
    }

    /** The portal has given the event, and gives it again since it was not acknowledged. */
    private void polledTwice() {
        int before = stage.portal().executions("imbot.v2.Event.get").size();
        await().atMost(Outage.PATIENCE)
                .until(() -> stage.portal().executions("imbot.v2.Event.get").size() >= before + 2);
        assertThat(stage.portal().events(Outage.BOT)).isNotEmpty();
    }
}
