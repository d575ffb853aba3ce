// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The simulator's own interface: what it records, tells and refuses. */
class PortalSimulatorTest extends PortalTest {

    @Test
    void whatIsUnknownIsNamedBesideWhatIsKnown() {
        long group = portal.groupChat("Team", 27);

        assertRefused(() -> portal.client("Anna").on(99), "line 99", "15", "26");
        assertRefused(() -> portal.operator(99), "user 99", "27", "31");
        assertRefused(() -> portal.operator(40), "40", "INACTIVE");
        assertRefused(() -> portal.webhook(99), "user 99", "27");
        assertRefused(() -> portal.webhook(27, "imopenline"), "scope imopenline", "imopenlines");
        assertRefused(() -> portal.bot("other"), "bot other", "support");
        assertRefused(() -> portal.events("other"), "bot other", "support");
        assertRefused(() -> portal.dialog(99), "chat 99", String.valueOf(group));
        assertRefused(() -> portal.dialog(group), "group chat");
        assertRefused(() -> portal.groupChat("Team", 99), "user 99");
        assertRefused(() -> portal.locks().holdQueue(99), "chat 99");
        assertRefused(() -> portal.breakChat(closed()), "no open session");
    }

    @Test
    void aDescriptionThatCannotBeIsRefused() {
        PortalBuilder builder = PortalSimulator.standard();

        assertRefused(() -> builder.operator(27, "Second"), "user 27", "already");
        assertRefused(() -> builder.line(15, "Second"), "line 15", "already");
        assertRefused(() -> builder.bot("support", "Second"), "bot support", "already");
        assertRefused(() -> builder.bot("second", "Second", 27, "token"), "user 27", "already");
        assertRefused(() -> builder.bot("second", "Second", 700, "x".repeat(41)), "1 to 40");
        assertRefused(() -> builder.operator(0, "Nobody"), "greater than 0");
        assertRefused(() -> builder.line(-1, "Nothing"), "greater than 0");
        assertRefused(() -> builder.port(70_000), "70000");
        assertRefused(() -> builder.remember(0), "at least 1");
        assertRefused(
                () -> PortalSimulator.builder()
                        .line(1, "Sales", line -> line.operators(5))
                        .start(),
                "user 5");
        assertRefused(
                () -> PortalSimulator.builder()
                        .line(1, "Sales", line -> line.welcomeBot("none"))
                        .start(),
                "bot none");
        assertRefused(() -> portal.faults().next("*", Fault.html(500), 0), "at least once");
        assertRefused(() -> clock.advance(Duration.ofSeconds(-1)), "turned back");
    }

    @Test
    void aBotGetsAnIdAndATokenOfItsOwn() {
        try (PortalSimulator own =
                PortalSimulator.builder().bot("a", "A").bot("b", "B").start()) {
            assertThat(own.bot("a").id()).isNotEqualTo(own.bot("b").id());
            assertThat(own.bot("a").token()).isNotEqualTo(own.bot("b").token()).hasSizeLessThanOrEqualTo(40);
            assertThat(own.bot("a").toString()).doesNotContain(own.bot("a").token());
        }
    }

    @Test
    void requestsAndExecutionsAreRecordedInOrder() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        operator(27, "answer", chat);
        operator(27, "answer", chat);
        call(27, "no.such.method", "a", 1);
        get(portal.url() + "/rest/27/wrong/profile");

        assertThat(portal.requests()).extracting(RequestSeen::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(portal.requests()).extracting(RequestSeen::status).containsExactly(200, 400, 404, 401);
        assertThat(portal.requests())
                .extracting(RequestSeen::httpMethod)
                .containsExactly("POST", "POST", "POST", "GET");
        assertThat(portal.requests().get(0).time()).isEqualTo(START);
        assertThat(portal.executions("IMOPENLINES.operator.answer"))
                .extracting(Execution::outcome)
                .containsExactly(new Outcome.Done(true), new Outcome.Refused(400, "", ""));
        assertThat(portal.executions()).hasSize(2).allMatch(execution -> execution.callerId() == 27);
    }

    @Test
    void onlyTheLatestRequestsAreKept() {
        try (PortalSimulator own = PortalSimulator.standard().remember(2).start()) {
            for (int i = 0; i < 3; i++) {
                get(own.webhook(27).url() + "profile");
            }
            assertThat(own.requests()).extracting(RequestSeen::number).containsExactly(2L, 3L);
            assertThat(own.executions()).hasSize(2);
        }
    }

    @Test
    void listenersHearInOrderAndMayUseThePortal() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch finished = new CountDownLatch(1);
        portal.listener(new PortalListener() {
            @Override
            public void clientWrote(DialogView dialog, MessageView message) {
                heard.add("client " + message.text());
            }

            @Override
            public void sessionStarted(DialogView dialog) {
                heard.add("started " + portal.dialog(dialog.chatId()).sessionId());
            }

            @Override
            public void operatorWrote(DialogView dialog, MessageView message) {
                heard.add("operator " + message.text());
            }

            @Override
            public void botWrote(DialogView dialog, MessageView message) {
                heard.add("bot " + message.text());
            }

            @Override
            public void operatorActed(String restMethod, long callerId, long chatId, Outcome outcome) {
                heard.add(restMethod + " by " + callerId + " " + outcome.isDone());
            }

            @Override
            public void sessionFinished(DialogView dialog) {
                heard.add("finished " + dialog.status());
                finished.countDown();
            }
        });
        long chat = portal.client("Anna").on(26).writes("Hello");
        call(
                27,
                "imopenlines.bot.session.message.send",
                "CHAT_ID",
                chat,
                "CLIENT_ID",
                portal.bot("support").token(),
                "MESSAGE",
                "Hi");
        operator(27, "answer", chat);
        operator(27, "answer", chat);
        portal.operator(27).writes(chat, "Good day");
        operator(27, "finish", chat);

        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard)
                .startsWith(
                        "started " + dialog(chat).sessionId(),
                        "client Hello",
                        "bot Hi",
                        "imopenlines.bot.session.message.send by 27 true",
                        "imopenlines.operator.answer by 27 true",
                        "imopenlines.operator.answer by 27 false",
                        "operator Good day",
                        "finished 60");
    }

    @Test
    void aFailingListenerHarmsNobody() {
        portal.listener(new PortalListener() {
            @Override
            public void dialogChanged(DialogView dialog) {
                throw new IllegalStateException("on purpose");
            }
        });

        assertThat(dialog(portal.client("Anna").on(22).writes("Hello")).status())
                .isEqualTo(5);
    }

    @Test
    void aDialogIsDescribedInWords() {
        long offered = portal.client("Anna").on(22).writes("Hello");
        long accepted = accepted(22, 27);
        long withTheBot = portal.client("Bert").on(26).writes("Hello");
        long spam = portal.client("Win").on(22).writes("You have won");
        portal.operator(27).marksAsSpam(spam);
        operator(27, "finish", withTheBot);
        long ended = accepted(25, 27);
        operator(27, "finish", ended);

        assertThat(portal.describe(offered)).startsWith("on ").contains(", offered to ");
        assertThat(portal.describe(accepted)).startsWith("on ").endsWith(", with Anna Weber");
        assertThat(portal.describe(withTheBot))
                .endsWith(", with " + portal.bot("support").name());
        assertThat(portal.describe(spam)).isEqualTo("closed as spam");
        assertThat(portal.describe(ended)).isEqualTo("finished");
    }

    @Test
    void whoWaitsForEventsIsToldWhatIsLeft() {
        portal.client("Anna").on(26).writes("Hello");
        long next = portal.events("support")
                        .get(portal.events("support").size() - 1)
                        .eventId()
                + 1;

        assertThatThrownBy(() -> portal.awaitRead("support", Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("bot support", "ONIMBOTV2MESSAGEADD");
        call(
                27,
                "imbot.v2.Event.get",
                "botId",
                portal.bot("support").id(),
                "botToken",
                portal.bot("support").token(),
                "offset",
                next);
        portal.awaitRead("support", Duration.ZERO);

        portal.deliveries().delay(1, Duration.ofHours(1));
        portal.handlers().bind("ONSESSIONSTART", "http://127.0.0.1:9/", "token");
        portal.client("Bert").on(22).writes("Hello");
        assertThatThrownBy(() -> portal.awaitPosted(Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ONSESSIONSTART");
        portal.deliveries().behave();
        clock.advance(Duration.ofSeconds(1));
        portal.awaitPosted(Duration.ofSeconds(20));
        assertThat(portal.sentEvents()).extracting(SentEvent::state).containsOnly(SentEvent.State.FAILED);
    }

    @Test
    void aLineCanBeSwitchedOffWhileDialogsAreOpen() {
        long chat = accepted(22, 27);
        portal.lineActive(22, false);

        operator(27, "finish", chat);

        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    void closingTwiceIsClosingOnceAndEndsTheServer() {
        String url = portal.webhook(27).url() + "profile";

        portal.close();
        portal.close();

        assertThatThrownBy(() -> get(url)).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aTakenPortIsSaidSo() {
        int taken = URI.create(portal.url()).getPort();

        assertThatThrownBy(() -> PortalSimulator.builder().port(taken).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(String.valueOf(taken));
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(words);
    }
}
