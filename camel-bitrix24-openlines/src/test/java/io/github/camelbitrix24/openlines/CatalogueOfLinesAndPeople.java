// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.CatalogueRow.ask;
import static io.github.camelbitrix24.openlines.CatalogueRow.map;
import static io.github.camelbitrix24.openlines.CatalogueRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rows about lines, reports, users, events and any call (§7.5 to §7.10). */
final class CatalogueOfLinesAndPeople {
    private static final String FROM = "2026-01-01";
    private static final String TO = "2026-12-31";
    private static final String TARIFF = "TARIFF_RESTRICTION";

    private CatalogueOfLinesAndPeople() {}

    static List<CatalogueRow> rows() {
        return List.of(
                row(Operation.configGet)
                        .sends(desk -> ask(
                                "configId=22", Map.of("show_offline", false), "CONFIG_ID", 22L, "SHOW_OFFLINE", "N"))
                        .gives(Line.class, line -> {
                            assertThat(line.id()).isEqualTo(22);
                            assertThat(line.name()).isEqualTo("Support");
                            assertThat(line.active()).isTrue();
                            assertThat(line.queueType()).isEqualTo("evenly");
                            assertThat(line.operatorIds()).containsExactly(27L, 31L);
                            assertThat(line.data()).containsEntry("DATE_CREATE", Map.of());
                        })
                        .alsoRefuses("CONFIG_ID_EMPTY")
                        .surprises(
                                "A line that does not exist is refused without a code. Numbers come as text, dates as `{}`,"
                                        + " in `data`."),
                row(Operation.configListGet)
                        .sends(desk -> ask(
                                "",
                                "{\"PARAMS\": {\"filter\": {\"ACTIVE\": \"Y\"}}, \"OPTIONS\": {\"QUEUE\": \"Y\"}}",
                                "PARAMS",
                                Map.of("filter", Map.of("ACTIVE", "Y")),
                                "OPTIONS",
                                Map.of("QUEUE", "Y")))
                        .gives(
                                List.class,
                                lines -> assertThat(lines)
                                        .hasSizeGreaterThan(4)
                                        .allSatisfy(line -> assertThat(((Line) line).active())
                                                .isTrue()))
                        .refuses("INVALID_FORMAT", desk -> ask("", Map.of("PARAMS", Map.of("filter", "x"))))
                        .surprises(
                                "The names in `PARAMS` are in lower case. Operators only with `OPTIONS` `{QUEUE: Y}`."),
                row(Operation.configAdd)
                        .sends(desk -> ask(
                                desk.asAdmin(),
                                Map.of("PARAMS", Map.of("LINE_NAME", "Night")),
                                "PARAMS",
                                Map.of("LINE_NAME", "Night")))
                        .gives(Long.class, line -> assertThat(line).isPositive())
                        .surprises("The portal's `false` is a refusal without a code."),
                row(Operation.configUpdate)
                        .sends(desk -> ask(
                                desk.asAdmin() + "&configId=22",
                                Map.of("PARAMS", Map.of("MAX_CHAT", 0)),
                                "CONFIG_ID",
                                22L,
                                "PARAMS",
                                Map.of("MAX_CHAT", 0)))
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses(
                                "CONFIG_WRONG_USER_PERMISSION",
                                403,
                                desk -> ask("configId=22", Map.of("PARAMS", Map.of("MAX_CHAT", 0))))
                        .alsoRefuses("CONFIG_ID_EMPTY"),
                row(Operation.configDelete)
                        .sends(desk -> {
                            Object made = desk.send(
                                            "configAdd",
                                            ask(desk.asAdmin(), Map.of("PARAMS", Map.of("LINE_NAME", "Gone soon"))))
                                    .getMessage()
                                    .getBody();
                            return ask(desk.asAdmin() + "&configId=" + made, null, "CONFIG_ID", made);
                        })
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses("CONFIG_WRONG_USER_PERMISSION", 403, desk -> ask("configId=22", null))
                        .alsoRefuses("CONFIG_ID_EMPTY")
                        .surprises(
                                "A line that does not exist is refused without a code; `failOnFalse=false` gives `false`."),
                row(Operation.configPathGet)
                        .sends(desk -> ask("", null))
                        .gives(Map.class, path -> assertThat(path).containsKeys("SERVER_ADDRESS", "PUBLIC_PATH")),
                row(Operation.revisionGet)
                        .sends(desk -> ask("", null))
                        .gives(Map.class, revision -> assertThat(revision).containsEntry("rest", 2L)),
                row(Operation.v2OperatorList)
                        .sends(desk -> ask("", Map.of("configid", 22, "limit", 10), "configId", 22, "limit", 10))
                        .gives(
                                List.class,
                                loads -> assertThat(loads).hasSize(2).allSatisfy(load -> {
                                    assertThat(((OperatorLoad) load).lineId()).isEqualTo(22);
                                    assertThat(((OperatorLoad) load).status()).isEqualTo("online");
                                    assertThat(((OperatorLoad) load).freeSlots())
                                            .isNull();
                                }))
                        .refuses("INVALID_FILTER", desk -> ask("", Map.of("status", "asleep")))
                        .refuses("OFFSET_TOO_LARGE", desk -> ask("", Map.of("status", "online", "offset", 10_001)))
                        .alsoRefuses(TARIFF)
                        .surprises("Figures are late: ask at most every 30 s. Absent on older portals, as all of `v2`"
                                + " (`ERROR_METHOD_NOT_FOUND`)."),
                row(Operation.v2SessionList)
                        .sends(desk ->
                                ask("", Map.of("status", "new", "hasCrm", false), "status", "new", "hasCrm", false))
                        .gives(Map.class, page -> assertThat(page).containsKeys("sessions", "hasNextPage"))
                        .refuses("INVALID_FILTER", desk -> ask("", Map.of("status", "lost")))
                        .refuses(
                                "PERIOD_TOO_LARGE",
                                desk -> ask("", Map.of("dateCreateFrom", "2024-01-01", "dateCreateTo", TO)))
                        .refuses("OFFSET_TOO_LARGE", desk -> ask("", Map.of("offset", 10_001)))
                        .alsoRefuses(TARIFF)
                        .surprises(
                                "Its `userCode` is the client's id in the channel, and no user code that `userCode` takes."),
                row(Operation.v2SessionTransferList)
                        .sends(desk -> ask("", Map.of("sessionId", List.of(1, 2)), "sessionId", List.of(1, 2)))
                        .gives(Map.class, found -> assertThat(found).containsKey("transfers"))
                        .refuses("100", desk -> ask("", Map.of("sessionId", 1)))
                        .refuses("BATCH_LIMIT_EXCEEDED", desk -> ask("", Map.of("sessionId", numbers(51))))
                        .alsoRefuses(TARIFF)
                        .surprises("Sessions that are unknown or foreign are just not there. At most 50."),
                row(Operation.v2SessionStatGet)
                        .sends(desk -> ask("", Map.of("sessionId", List.of(1)), "sessionId", List.of(1)))
                        .gives(Map.class, found -> assertThat(found).containsKey("sessions"))
                        .refuses("100", desk -> ask("", Map.of("sessionId", "1")))
                        .refuses("BATCH_LIMIT_EXCEEDED", desk -> ask("", Map.of("sessionId", numbers(101))))
                        .alsoRefuses(TARIFF)
                        .surprises(
                                "An unknown session has nothing but nulls. `stats`, as some portals name it, is given as"
                                        + " `sessions`. At most 100."),
                row(Operation.v2SessionRatingList)
                        .sends(desk -> ask(
                                "",
                                Map.of("dateVoteFrom", FROM, "dateVoteTo", TO),
                                "dateVoteFrom",
                                FROM,
                                "dateVoteTo",
                                TO))
                        .gives(Map.class, page -> assertThat(page).containsKeys("ratings", "hasNextPage"))
                        .refuses("PERIOD_REQUIRED", desk -> ask("", Map.of("dateVoteFrom", "", "dateVoteTo", TO)))
                        .refuses(
                                "PERIOD_TOO_LARGE",
                                desk -> ask("", Map.of("dateVoteFrom", "2024-01-01", "dateVoteTo", TO)))
                        .refuses(
                                "INVALID_FILTER",
                                desk -> ask("", Map.of("dateVoteFrom", FROM, "dateVoteTo", TO, "vote", "perhaps")))
                        .refuses(
                                "OFFSET_TOO_LARGE",
                                desk -> ask("", Map.of("dateVoteFrom", FROM, "dateVoteTo", TO, "offset", 10_001)))
                        .alsoRefuses(TARIFF),
                row(Operation.v2StatGet)
                        .sends(desk -> ask("", Map.of("dateFrom", FROM, "dateTo", TO), "dateFrom", FROM, "dateTo", TO))
                        .gives(Map.class, stat -> assertThat(stat).containsKey("totalSessions"))
                        .refuses("PERIOD_REQUIRED", desk -> ask("", Map.of("dateFrom", "", "dateTo", TO)))
                        .refuses("PERIOD_TOO_LARGE", desk -> ask("", Map.of("dateFrom", "2024-01-01", "dateTo", TO)))
                        .refuses("INVALID_FILTER", desk -> ask("", Map.of("dateFrom", "soon", "dateTo", TO)))
                        .alsoRefuses(TARIFF)
                        .surprises("Where there is no data, figures are 0."),
                row(Operation.userGet)
                        .sends(desk -> ask("userId=27", Map.of("ACTIVE", true), "ACTIVE", true, "ID", 27L))
                        .gives(
                                List.class,
                                users -> assertThat(users).singleElement().satisfies(user -> {
                                    assertThat(((User) user).id()).isEqualTo(27);
                                    assertThat(((User) user).active()).isTrue();
                                    assertThat(((User) user).lastName()).isEqualTo("Weber");
                                    assertThat(((User) user).type()).isEqualTo("employee");
                                    assertThat(((User) user).online()).isTrue();
                                }))
                        .alsoRefuses(401, "insufficient_scope")
                        .surprises(
                                "Nobody found is an empty list. Bots and clients are never in it. Few fields are known with"
                                        + " the scope `user_brief`. A page has 50."),
                row(Operation.userSearch)
                        .sends(desk -> ask("", Map.of("FIND", "Klein"), "FIND", "Klein"))
                        .gives(List.class, users -> assertThat(users).hasSize(1))
                        .alsoRefuses(401, "insufficient_scope")
                        .surprises("Active employees only."),
                row(Operation.userCurrent)
                        .sends(desk -> ask("", null))
                        .gives(User.class, user -> assertThat(user.id()).isEqualTo(CatalogueDesk.CALLER))
                        .alsoRefuses(401, "insufficient_scope"),
                row(Operation.eventBind)
                        .answered(true)
                        .sends(desk -> ask(
                                "",
                                Map.of("EVENT", "ONSESSIONFINISH", "handler", "https://app.example.com/in"),
                                "event",
                                "ONSESSIONFINISH",
                                "handler",
                                "https://app.example.com/in"))
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses("WRONG_AUTH_TYPE", 403, desk -> ask("", Map.of("event", "ONSESSIONFINISH")))
                        .alsoRefuses(
                                "ERROR_EVENT_NOT_FOUND",
                                "ERROR_ARGUMENT",
                                "ERROR_UNSUPPORTED_PROTOCOL",
                                "ERROR_WRONG_HANDLER_URL",
                                "ERROR_CORE")
                        .alsoRefuses(403, "ACCESS_DENIED", "WRONG_LICENSE")
                        .surprises(
                                "For applications only. What is bound already is refused with `ERROR_CORE`: look with"
                                        + " `eventGet`."),
                row(Operation.eventGet)
                        .answered(List.of(Map.of("event", "ONSESSIONFINISH", "offline", 0)))
                        .sends(desk -> ask("", null))
                        .gives(List.class, handlers -> assertThat(handlers).hasSize(1))
                        .refuses("WRONG_AUTH_TYPE", 403, desk -> ask("", null)),
                row(Operation.eventUnbind)
                        .answered(Map.of("count", 1))
                        .sends(desk -> ask(
                                "",
                                Map.of("event", "ONSESSIONFINISH", "handler", "https://app.example.com/in"),
                                "event",
                                "ONSESSIONFINISH",
                                "handler",
                                "https://app.example.com/in"))
                        .gives(Map.class, count -> assertThat(count).containsEntry("count", 1L))
                        .refuses("WRONG_AUTH_TYPE", 403, desk -> ask("", Map.of("event", "ONSESSIONFINISH")))
                        .alsoRefuses("ERROR_ARGUMENT")
                        .alsoRefuses(403, "ACCESS_DENIED")
                        .surprises("`count` is 0 if nothing was bound so."),
                row(Operation.batch)
                        .sends(desk -> ask(
                                "",
                                map(
                                        "dialog",
                                        new Call("imopenlines.dialog.get", Map.of("CHAT_ID", desk.ownChat())),
                                        "owner",
                                        Map.of(
                                                "method",
                                                "user.get",
                                                "parameters",
                                                Map.of("ID", "$result[dialog][owner]")),
                                        "nobody",
                                        Map.of("method", "imopenlines.dialog.get", "parameters", Map.of("CHAT_ID", 1))),
                                "halt",
                                0,
                                "cmd",
                                map(
                                        "dialog",
                                        "imopenlines.dialog.get?CHAT_ID=" + desk.lastChat(),
                                        "owner",
                                        "user.get?ID=%24result%5Bdialog%5D%5Bowner%5D",
                                        "nobody",
                                        "imopenlines.dialog.get?CHAT_ID=1")))
                        .gives(BatchResult.class, batch -> {
                            assertThat(batch.results()).containsOnlyKeys("dialog", "owner");
                            assertThat(((Map<?, ?>) ((List<?>) batch.results().get("owner")).get(0)).get("ID"))
                                    .isEqualTo("27");
                            assertThat(batch.errors()).containsOnlyKeys("nobody");
                            assertThat(batch.errors().get("nobody")).isInstanceOf(B24RefusedException.class);
                        })
                        .alsoRefuses("ERROR_ARGUMENT")
                        .surprises(
                                "Goes alone and keeps no chat's order. The portal goes on after an error; nothing is taken"
                                        + " back. A call's error is in `errors`, and fails nothing. Booleans arrive as 1 and 0."),
                row(Operation.call)
                        .sends(desk -> ask("method=server.time", null))
                        .gives(String.class, time -> assertThat(time).contains("T"))
                        .refuses("ERROR_METHOD_NOT_FOUND", 404, desk -> ask("method=crm.nothing.get", null))
                        .surprises(
                                "A `false` is just the body. An invented method of Open Channels is refused unsent, with"
                                        + " what was probably meant. With `CHAT_ID` it keeps the chat's order."));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
