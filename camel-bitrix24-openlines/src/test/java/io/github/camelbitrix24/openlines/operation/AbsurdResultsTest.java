// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results that no portal should give: each is read as what it plainly is, or told as one that cannot be read. */
class AbsurdResultsTest {
    private static final List<Object> ABSURD = Arrays.asList(
            null,
            true,
            false,
            0L,
            1L,
            -1L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            1e300,
            -0.5,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            new BigInteger("18446744073709553379"),
            "",
            " ",
            "Y",
            "yes",
            "999999999999999999",
            "1e400",
            "\u0000",
            "|".repeat(20),
            "N|0|0|N|N|7|" + "9".repeat(18) + "|5|0",
            List.of(),
            List.of(1L, "x"),
            Arrays.asList((Object) null),
            List.of(List.of(List.of())),
            Map.of(),
            Map.of("", ""),
            Map.of("0", Map.of("ID", "x")));

    private static final RestTime TIME = new RestTime(Instant.parse("2026-03-17T12:00:00Z"), null, 0.1, 0.1, 0, null);

    private static final List<String> NAMES = List.of(
            "id",
            "ID",
            "owner",
            "role",
            "entity_id",
            "entity_data_1",
            "entity_data_3",
            "user_counter",
            "last_message_id",
            "QUEUE",
            "ACTIVE",
            "IS_ONLINE",
            "operators",
            "userId",
            "configId",
            "activeSessions",
            "maxChat",
            "freeSlots",
            "hasNextPage",
            "message",
            "users",
            "chat",
            "chatId",
            "sessionId",
            "result",
            "bot",
            "items",
            "sessions");

    private static Object random(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int field = random.nextInt(6); field > 0; field--) {
                map.put(NAMES.get(random.nextInt(NAMES.size())), random(random, depth - 1));
            }
            if (random.nextBoolean()) {
                return map;
            }
            List<Object> list = new ArrayList<>(List.of(map));
            list.add(random(random, depth - 1));
            return list;
        }
        return ABSURD.get(random.nextInt(ABSURD.size()));
    }

    @ParameterizedTest
    @EnumSource(value = Operation.class, mode = EnumSource.Mode.EXCLUDE, names = "events")
    void isReadOrCannotBeRead(Operation operation) {
        Random random = new Random(operation.ordinal());
        List<Object> results = new ArrayList<>(ABSURD);
        for (int round = 0; round < 400; round++) {
            results.add(random(random, 3));
        }
        for (Object result : results) {
            Reply reply = new Reply(operation, new Arguments(), "method", new RestResponse(result, null, 1), true);
            Object[] read = new Object[1];

            Throwable failure = catchThrowable(() -> read[0] = operation.read(reply));

            if (failure != null) {
                assertThat(failure).as("%s of %s", operation, result).isInstanceOf(B24Exception.class);
            } else if (read[0] instanceof OperatorResult || operation.verifiable()) {
                assertThat(List.<Object>of(true, 1L, "Y"))
                        .as("%s of %s", operation, result)
                        .contains(result);
            }
        }
    }

    @Test
    void noNumberIsCutOffToFit() {
        Map<String, Object> load = new LinkedHashMap<>();
        for (Object number : ABSURD) {
            for (String name : List.of("userId", "configId", "activeSessions", "maxChat", "freeSlots")) {
                load.put(name, number);
            }
            OperatorLoad read = Values.load(load);
            assertThat(read.maxChat()).isIn(0, 1, -1);
            assertThat(read.freeSlots()).isIn(null, 0, 1, -1);
            Line line = Values.line(Map.of("ID", number == null ? "" : number));
            User user = Values.user(Map.of("ID", number == null ? "" : number));
            Dialog dialog = DialogReader.read(Map.of("owner", number == null ? "" : number));
            for (long id : new long[] {line.id(), user.id(), dialog.ownerId(), read.userId()}) {
                if (id != 0) {
                    assertThat(String.valueOf(number)).isEqualTo(String.valueOf(id));
                }
            }
        }
    }

    @Test
    void noDialogBreaksALook() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            Map<String, Object> dialog = new LinkedHashMap<>(Map.of("id", 7L, "owner", 1L));
            for (String name : List.of("owner", "entity_data_1", "entity_id", "role", "user_counter")) {
                dialog.put(name, random(random, 1));
            }
            List<CallOutcome> outcomes = List.of(
                    new CallOutcome.Done(new RestResponse(dialog, TIME, 1)),
                    new CallOutcome.Done(new RestResponse(random(random, 3), null, 1)));

            assertThat(LookReader.read(outcomes, Duration.ofSeconds(1))).isNotNull();
        }
    }
}
