// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two thousand mixed actions on a thousand dialogs, while one request in ten is executed and then cut, and one in ten cut before it
 * is executed. The figures of the handbook's page come from here.
 */
class VerifiedActionsUnderFaultsTest {
    private static final long SEED = 20_260_317;
    private static final int DIALOGS = 1_000;
    private static final int ROUNDS = 2;
    private static final double SHARE = 0.1;
    private static final long CALLER = 27;

    /** An action, its REST method, and how a dialog looks on which it was done. */
    private enum Action {
        ANSWER("answer", "answer", dialog -> dialog.owner() == CALLER),
        FINISH("finish", "finish", dialog -> dialog.closed() || dialog.closing()),
        ANOTHER_FINISH("anotherFinish", "another.finish", dialog -> dialog.closed() || dialog.closing()),
        SKIP("skip", "skip", dialog -> dialog.owner() == 0 && !dialog.closed()),
        SPAM("spam", "spam", dialog -> dialog.closed() && dialog.spam()),
        TO_USER("transfer?userId=31", "transfer", dialog -> dialog.owner() == 31),
        TO_LINE("transfer?queueId=25", "transfer", dialog -> dialog.lineId() == 25 && dialog.owner() == 0);

        private final String uri;
        private final String method;
        private final Predicate<DialogView> done;

        Action(String uri, String method, Predicate<DialogView> done) {
            this.uri = uri;
            this.method = "imopenlines.operator." + method;
            this.done = done;
        }
    }

    /** How much of a dialog the portal tells. */
    private enum Telling {
        ALL,
        WITHOUT_SYSTEM_MESSAGES(PortalSwitch.NO_SYSTEM_MESSAGES),
        WITHOUT_ROLE(PortalSwitch.NO_ROLE),
        WITHOUT_BOTH(PortalSwitch.NO_SYSTEM_MESSAGES, PortalSwitch.NO_ROLE);

        private final PortalSwitch[] lacking;

        Telling(PortalSwitch... lacking) {
            this.lacking = lacking;
        }
    }

    /** What exchanges were told, and whether the portal had done it. */
    private enum Told {
        DONE,
        REFUSED,
        UNKNOWN_BUT_DONE,
        UNKNOWN_AND_NOT_DONE
    }

    private record Sent(long chat, Action action, long doneBefore, CompletableFuture<Exchange> exchange) {}

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T12:00:00Z"));
    private final Random random = new Random(SEED);
    private final Map<Told, Integer> figures = new EnumMap<>(Told.class);
    private PortalSimulator portal;

    @ParameterizedTest
    @EnumSource
    void eachVerifiedActionIsDoneExactlyOnceOrReportedAsUndecided(Telling telling) throws Exception {
        run(telling, "verify=true", true);

        int told = figures.getOrDefault(Told.DONE, 0) + figures.getOrDefault(Told.REFUSED, 0);
        assertThat(told).as("decided, of %s", figures).isGreaterThan(DIALOGS * ROUNDS * 9 / 10);
    }

    @Test
    void withoutVerifyEachLostAnswerStaysUndecided() throws Exception {
        run(Telling.ALL, "verify=false", false);

        assertThat(figures).containsKeys(Told.UNKNOWN_BUT_DONE, Told.UNKNOWN_AND_NOT_DONE);
    }

    private void run(Telling telling, String option, boolean verified) throws Exception {
        try (TestDesk desk =
                TestDesk.of(PortalSimulator.standard().clock(clock).remember(10).switchOn(telling.lacking), CALLER)) {
            portal = desk.portal;
            portal.faults()
                    .sometimes("*", Fault.cutAfterExecution(), SHARE, SEED)
                    .sometimes("*", Fault.cutBeforeExecution(), SHARE, SEED + 1);
            long requests = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<Sent> sent = new ArrayList<>();
                List<Long> chats = new ArrayList<>();
                for (int number = 0; number < DIALOGS; number++) {
                    chats.add(prepare("Client " + number));
                }
                clock.advance(Duration.ofSeconds(20));
                for (long chat : chats) {
                    sent.add(send(desk, chat, choose(portal.dialog(chat)), option));
                }
                for (Sent each : sent) {
                    check(each, each.exchange().get(60, TimeUnit.SECONDS), verified);
                }
                requests = portal.counts().requests();
            }
            System.out.println(telling + ", " + option + ": " + figures + " in " + requests + " requests");
        }
    }

    /** A dialog that is open, and its owner at random one of the two operators or nobody. */
    private long prepare(String client) {
        long chat = portal.client(client).on(22).writes("Hello");
        int owner = random.nextInt(4);
        if (portal.dialog(chat).owner() == 0 && owner > 0) {
            portal.operator(owner > 1 ? CALLER : 31).answers(chat);
        }
        return chat;
    }

    /** Something that the dialog as it is does not show already. */
    private Action choose(DialogView dialog) {
        Action action;
        do {
            action = Action.values()[random.nextInt(Action.values().length)];
        } while (action.done.test(dialog));
        return action;
    }

    private Sent send(TestDesk desk, long chat, Action action, String option) {
        String uri = "b24openlines:" + action.uri + (action.uri.contains("?") ? "&" : "?") + option;
        return new Sent(
                chat,
                action,
                done(chat, action),
                desk.template.asyncSend(uri, exchange -> exchange.getMessage().setBody(chat)));
    }

    private long done(long chat, Action action) {
        return portal.counts().doneByChat(action.method).getOrDefault(chat, 0L);
    }

    private void check(Sent sent, Exchange exchange, boolean verified) {
        long times = done(sent.chat(), sent.action()) - sent.doneBefore();
        String what = sent + " told " + exchange.getException() + " "
                + exchange.getMessage().getBody();
        assertThat(times).as(what).isLessThanOrEqualTo(1);
        if (exchange.getException() instanceof B24OutcomeUnknownException) {
            count(times == 1 ? Told.UNKNOWN_BUT_DONE : Told.UNKNOWN_AND_NOT_DONE);
        } else if (exchange.getException() instanceof B24RefusedException) {
            assertThat(times).as(what).isZero();
            count(Told.REFUSED);
        } else {
            assertThat(exchange.getException()).as(what).isNull();
            assertThat(times).as(what).isEqualTo(1);
            if (verified) {
                assertThat(exchange.getMessage().getBody(OperatorResult.class).outcome())
                        .as(what)
                        .isIn(Outcome.APPLIED, Outcome.CLOSING, Outcome.ACCEPTED);
            }
            assertThat(sent.action().done).as(what).accepts(portal.dialog(sent.chat()));
            count(Told.DONE);
        }
    }

    private void count(Told told) {
        figures.merge(told, 1, Integer::sum);
    }
}
