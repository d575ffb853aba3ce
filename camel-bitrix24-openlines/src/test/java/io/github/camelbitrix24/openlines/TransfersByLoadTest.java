// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Parameter;
import io.github.camelbitrix24.openlines.request.EndpointValues;
import io.github.camelbitrix24.openlines.request.ExchangeInputs;
import io.github.camelbitrix24.openlines.routing.Hops;
import io.github.camelbitrix24.openlines.routing.OperatorLoads;
import io.github.camelbitrix24.openlines.routing.Router;
import io.github.camelbitrix24.openlines.routing.Routing;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Transfers to whom is least loaded, with a cap on their number. The caller, user 27, is in no queue but that of line 22. */
class TransfersByLoadTest {
    private static final long CALLER = 27;
    private static final long EXPERTS = 70;
    private static final long FALLBACK = 25;
    private static final String LIST = "imopenlines.v2.Operator.list";
    private static final String BY_LOAD = "b24openlines:transfer?toLeastLoaded=true&queueId=" + EXPERTS;

    private static PortalBuilder experts(int maxChat) {
        PortalBuilder portal = PortalSimulator.standard();
        for (long expert = 71; expert <= 75; expert++) {
            portal.operator(expert, "Expert " + expert);
        }
        return portal.line(
                EXPERTS,
                "Experts",
                line -> line.queueType(QueueType.EVENLY)
                        .operators(71, 72, 73, 74, 75)
                        .maxChat(maxChat));
    }

    private static long mine(PortalSimulator portal, String client) {
        long chat = portal.client(client).on(22).writes("Hello");
        portal.operator(CALLER).answers(chat);
        return chat;
    }

    /** Gives an expert so many dialogs of the line beforehand. */
    private static void busy(PortalSimulator portal, long expert, int dialogs) {
        for (int number = 0; number < dialogs; number++) {
            long chat = portal.client("Old client " + expert + "/" + number)
                    .on(EXPERTS)
                    .writes("Hello");
            portal.operator(expert).answers(chat);
        }
    }

    private static Map<Long, Integer> dialogsOfExperts(PortalSimulator portal, Set<Long> chats) {
        Map<Long, Integer> held = new HashMap<>();
        portal.dialogs().stream()
                .filter(dialog -> chats.contains(dialog.chatId()))
                .map(DialogView::owner)
                .filter(owner -> owner >= 71 && owner <= 75)
                .forEach(owner -> held.merge(owner, 1, Integer::sum));
        return held;
    }

    @Test
    void aHundredTransfersFillTheFreeSlotsAndNoMore() throws Exception {
        try (TestDesk desk = TestDesk.of(experts(21), CALLER)) {
            PortalSimulator portal = desk.portal;
            busy(portal, 71, 1);
            busy(portal, 72, 3);
            busy(portal, 73, 0);
            busy(portal, 74, 4);
            busy(portal, 75, 2);
            List<Long> chats = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                chats.add(mine(portal, "Client " + number));
            }

            transferAll(desk, chats.subList(0, 90));
            Map<Long, Integer> held = dialogsOfExperts(portal, Set.copyOf(chats));
            assertThat(held)
                    .isEqualTo(Map.of(71L, 19, 72L, 17, 73L, 20, 74L, 16, 75L, 18))
                    .satisfies(all -> assertThat(all.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                            .isEqualTo(90));
            transferAll(desk, chats.subList(90, 100));

            assertThat(dialogsOfExperts(portal, Set.copyOf(chats)))
                    .isEqualTo(Map.of(71L, 20, 72L, 18, 73L, 21, 74L, 17, 75L, 19));
            assertThat(chats.stream()
                            .map(portal::dialog)
                            .filter(dialog -> dialog.lineId() == FALLBACK)
                            .count())
                    .isEqualTo(5);
            assertThat(portal.counts().executions(LIST)).isEqualTo(1);
        }
    }

    private static void transferAll(TestDesk desk, List<Long> chats) throws Exception {
        List<CompletableFuture<Exchange>> sent = chats.stream()
                .map(chat -> desk.template.asyncSend(
                        BY_LOAD + "&fallbackQueueId=" + FALLBACK,
                        exchange -> exchange.getMessage().setBody(chat)))
                .toList();
        for (CompletableFuture<Exchange> each : sent) {
            assertThat(each.get(30, TimeUnit.SECONDS).getException()).isNull();
        }
    }

    @Test
    void thePortalIsAskedAtMostEveryThirtySecondsAndWhatWasSentSinceIsCountedIn() throws Exception {
        try (TestDesk desk = TestDesk.of(experts(3), CALLER)) {
            AtomicLong nanos = new AtomicLong();
            B24OpenLinesComponent component = desk.context.getComponent("b24openlines", B24OpenLinesComponent.class);
            Router router = new Router(
                    new Routing(true, 0, 0),
                    new OperatorLoads(nanos::get),
                    new Hops(),
                    component.client(component.getConfiguration()));

            Map<Object, Integer> chosen = new HashMap<>();
            for (int second = 0; second < 60; second += 4) {
                nanos.set(TimeUnit.SECONDS.toNanos(second));
                Exchange exchange = new DefaultExchange(desk.context);
                Arguments arguments = Operation.transfer.gather(new ExchangeInputs(
                        exchange,
                        new EndpointValues(
                                Map.of(Parameter.CHAT_ID, 7, Parameter.QUEUE_ID, EXPERTS), Optional.empty())));
                Arguments routed =
                        router.route(arguments).get(10, TimeUnit.SECONDS).arguments();
                chosen.merge(Operation.transfer.call(routed).parameters().get("USER_ID"), 1, Integer::sum);
            }

            assertThat(chosen).isEqualTo(Map.of(71L, 3, 72L, 3, 73L, 3, 74L, 3, 75L, 3));
            assertThat(desk.portal.counts().executions(LIST)).isEqualTo(2);
        }
    }

    @Test
    void whoIsAwayOrTheCallerGetsNothing() throws Exception {
        try (TestDesk desk = TestDesk.of(
                experts(10)
                        .line(
                                80,
                                "Mixed",
                                line -> line.operators(CALLER, 71, 72).maxChat(5)),
                CALLER)) {
            PortalSimulator portal = desk.portal;
            portal.operator(71).goesOffline();

            for (String client : List.of("Ann", "Ben", "Cleo")) {
                long chat = mine(portal, client);
                assertThat(desk.send("b24openlines:transfer?toLeastLoaded=true&queueId=80", chat)
                                .getException())
                        .isNull();
                assertThat(portal.dialog(chat).owner()).isEqualTo(72);
            }
        }
    }

    @Test
    void aRefusedTransferGivesItsSlotBack() throws Exception {
        try (TestDesk desk = TestDesk.of(experts(1), CALLER)) {
            PortalSimulator portal = desk.portal;
            busy(portal, 72, 1);
            busy(portal, 73, 1);
            busy(portal, 74, 1);
            busy(portal, 75, 1);
            portal.faults().next("imopenlines.operator.transfer", Fault.status(400, "OPERATOR_WRONG"));

            assertThat(desk.send(BY_LOAD, mine(portal, "Ann")).getException()).isNotNull();
            long chat = mine(portal, "Ben");
            desk.send(BY_LOAD, chat);

            assertThat(portal.dialog(chat).owner()).isEqualTo(71);
        }
    }

    @Test
    void aPortalThatDoesNotTellIsSaidOnceAndTheLineGetsTheDialogs() throws Exception {
        for (String code : List.of("TARIFF_RESTRICTION", "ERROR_METHOD_NOT_FOUND")) {
            try (TestDesk desk = TestDesk.of(experts(10), CALLER);
                    LogCapture log = LogCapture.open()) {
                PortalSimulator portal = desk.portal;
                portal.faults().alwaysCommand(LIST, Fault.status(400, code));

                for (String client : List.of("Ann", "Ben")) {
                    long chat = mine(portal, client);
                    assertThat(desk.send(BY_LOAD, chat).getException()).isNull();
                    assertThat(portal.dialog(chat).lineId()).isEqualTo(EXPERTS);
                    assertThat(portal.dialog(chat).owner()).isZero();
                }

                assertThat(log.lines())
                        .filteredOn(line -> line.contains("does not tell its operators' loads"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aDialogIsHandedOverSoOftenInASessionAndThenToTheFallback() throws Exception {
        try (TestDesk desk = TestDesk.of(experts(10), CALLER)) {
            PortalSimulator portal = desk.portal;
            long chat = mine(portal, "Ann");
            String uri = "b24openlines:transfer?maxTransfers=2&userId=";

            for (long target : new long[] {31, 71}) {
                assertThat(desk.send(uri + target, chat).getException()).isNull();
                assertThat(portal.dialog(chat).owner()).isEqualTo(target);
            }
            Exchange third = desk.send(uri + 72, chat);
            assertThat(third.getException())
                    .isInstanceOf(B24LimitException.class)
                    .hasMessageContaining("maxTransfers")
                    .hasMessageContaining("fallbackQueueId");
            assertThat(portal.dialog(chat).owner()).isEqualTo(71);
            assertThat(desk.send(uri + 72 + "&fallbackQueueId=" + FALLBACK, chat)
                            .getException())
                    .isNull();
            assertThat(portal.dialog(chat).lineId()).isEqualTo(FALLBACK);

            portal.closeSilently(chat);
            long again = mine(portal, "Ann");
            assertThat(again).isEqualTo(chat);
            assertThat(desk.send(uri + 72, chat).getException()).isNull();
            assertThat(portal.dialog(chat).owner()).isEqualTo(72);
        }
    }

    @Test
    void optionsThatCannotBeMeantAreRefusedAtStart() throws Exception {
        try (TestDesk desk = TestDesk.of(experts(10), CALLER)) {
            Map<String, String> wrong = Map.of(
                    "answer?toLeastLoaded=true", "no transfer",
                    "skip?maxTransfers=2", "no transfer",
                    "transfer?toLeastLoaded=true&userId=31", "queueId",
                    "transfer?queueId=22&fallbackQueueId=25", "toLeastLoaded or maxTransfers",
                    "transfer?queueId=22&maxTransfers=-1", "negative",
                    "dialogGet?verify=true", "verify",
                    "configListGet?explain=true", "explain",
                    "answer?note=hello", "note");
            wrong.forEach((uri, words) ->
                    assertThat(wrong(desk, "b24openlines:" + uri)).as(uri).contains(words));
        }
    }

    private static String wrong(TestDesk desk, String uri) {
        Throwable failure = catchThrowable(() -> desk.context.getEndpoint(uri));
        assertThat(failure).as(uri).hasRootCauseInstanceOf(B24InvalidRequestException.class);
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(Throwable::getMessage)
                .collect(Collectors.joining());
    }
}
