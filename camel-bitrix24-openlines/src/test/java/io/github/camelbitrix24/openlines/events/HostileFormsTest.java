// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.github.camelbitrix24.openlines.rest.PhpForm;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A hundred thousand bodies that no portal would send end in a refusal or in an event. */
class HostileFormsTest {
    private static final int BODIES = 100_000;
    private static final int MOST_BYTES = 1_048_576;
    private static final long SEED = 20260317;
    /** What a body may cost in memory, for each of its bytes and besides. */
    private static final int COST_OF_A_BYTE = 300;

    private static final int COST_OF_A_BODY = 200_000;
    /** The first bodies pay for loading the classes. */
    private static final int WARM_UP = 1_000;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<String> NAMES = List.of(
            "event",
            "auth",
            "data",
            "ts",
            "auth[application_token]",
            "auth[member_id]",
            "data[DATA]",
            "data[PARAMS]",
            "data[DATA][0]",
            "data[DATA][message][id]",
            "data[DATA][connector][chat_id]",
            "data[message]",
            "data[chat][id]",
            "data[BOT][567][AUTH]",
            "data[MESSAGES][0][im][chat_id]",
            "CamelHttpResponseCode",
            "data[CamelFileName]");

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "99999999999999999999999",
            "1e9",
            "NaN",
            "ONOPENLINEMESSAGEADD",
            "ONIMBOTMESSAGEADD",
            "ONIMBOTV2MESSAGEADD",
            "ONSESSIONSTART",
            "ONIMCONNECTORMESSAGEADD",
            "ONAPPINSTALL",
            "%",
            "%0",
            "%zz",
            "%00",
            "%FF%FE",
            "%F0%9F%98%80",
            "+",
            "null",
            "[]",
            "{}",
            "9223372036854775807",
            "-9223372036854775808",
            "999999999999999999");

    @Test
    void everyBodyEndsInARefusalOrAnEvent() {
        Random random = new Random(SEED);
        int[] ends = new int[2];
        assertTimeoutPreemptively(Duration.ofMinutes(4), () -> {
            for (int number = 0; number < BODIES; number++) {
                byte[] body = body(random);
                assertThat(body.length).isLessThanOrEqualTo(MOST_BYTES);
                long before = MEMORY.getCurrentThreadAllocatedBytes();
                try {
                    PushedEvent event = PushedEvent.of(PhpForm.read(body));
                    assertThat(event.isAsTold(new PushHead().read(body, body.length, true)))
                            .isTrue();
                    EventTokens.of("secret", null).known(event.raw().memberId(), event.token());
                    new EventMapper(567).map(event.raw());
                    EventMapper.ofOtherChat(event.raw());
                    event.key();
                    ends[0]++;
                } catch (IllegalArgumentException refusal) {
                    assertThat(refusal.getMessage()).isNotBlank();
                    ends[1]++;
                } catch (RuntimeException | StackOverflowError e) {
                    fail(
                            "seed " + SEED + ", body " + number + ": "
                                    + new String(body, 0, Math.min(500, body.length), StandardCharsets.ISO_8859_1),
                            e);
                }
                long cost = MEMORY.getCurrentThreadAllocatedBytes() - before;
                if (number >= WARM_UP) {
                    assertThat(cost)
                            .as("bytes allocated for the %d of body %d", body.length, number)
                            .isLessThan(COST_OF_A_BODY + (long) COST_OF_A_BYTE * body.length);
                }
            }
        });
        assertThat(ends[0]).as("events").isGreaterThan(BODIES / 20);
        assertThat(ends[1]).as("refusals").isGreaterThan(BODIES / 20);
    }

    private static byte[] body(Random random) {
        return switch (random.nextInt(100)) {
            case 0 -> ("event=A&a" + "[x]".repeat(random.nextInt(300_000)) + "=1").getBytes(StandardCharsets.UTF_8);
            case 1 -> "a[]=1&".repeat(random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
            case 2 -> ("event=A&data[text]=" + "%41".repeat(random.nextInt(50_000))).getBytes(StandardCharsets.UTF_8);
            case 3, 4, 5, 6, 7, 8, 9 -> noise(random);
            case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> broken(random);
            default -> fields(random).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A real body with some of its bytes changed. */
    private static byte[] broken(Random random) {
        byte[] bytes = EventForms.body(pick(random, EventForms.names())).getBytes(StandardCharsets.UTF_8);
        for (int change = random.nextInt(5); change >= 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) "&=%[]+0".charAt(random.nextInt(7));
        }
        return bytes;
    }

    private static String fields(Random random) {
        StringBuilder body = new StringBuilder();
        if (random.nextInt(4) > 0) {
            body.append("event=").append(pick(random, VALUES.subList(6, 12)));
        }
        for (int field = random.nextInt(12); field > 0; field--) {
            body.append('&').append(pick(random, NAMES));
            for (int level = random.nextInt(3); level > 0; level--) {
                body.append('[')
                        .append(pick(random, List.of("", "0", "1", "id", "chat", "message", "[", "%5B", "x]y")))
                        .append(']');
            }
            if (random.nextInt(10) > 0) {
                body.append('=').append(pick(random, VALUES));
            }
        }
        return body.toString();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
