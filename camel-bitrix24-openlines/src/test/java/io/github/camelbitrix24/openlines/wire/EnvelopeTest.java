// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means, however absurd its fields are. */
class EnvelopeTest {
    private static final PortalAddress PORTAL = new PortalAddress("https", "x.bitrix24.com", -1);
    private static final String DEEP = "[".repeat(5_000) + "]".repeat(5_000);
    private static final String DEEP_MAP = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
    private static final String LONG_NUMBER = "9".repeat(5_000);

    /** Every kind of value that JSON has, and some that it has not. */
    private static final List<String> ABSURD = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e400",
            "-1e400",
            "9e18",
            "1e-400",
            "NaN",
            "Infinity",
            "-Infinity",
            "18446744073709553379",
            LONG_NUMBER,
            "\"\"",
            "\"yesterday\"",
            "\"1e400\"",
            "\"NaN\"",
            "\"\\u0000\\n\"",
            "[]",
            "{}",
            "[[1],2]",
            "{\"a\":{\"b\":null}}",
            DEEP,
            DEEP_MAP,
            "\"" + "x".repeat(70_000) + "\"");

    private static Delivery open(int status, String body) {
        return Envelope.open(
                new HttpAnswer(status, null, null, body.getBytes(StandardCharsets.UTF_8)),
                PORTAL,
                UnaryOperator.identity());
    }

    private static RestResponse answered(String body) {
        Delivery delivery = open(200, body);
        assertThat(delivery).as(shown(body)).isInstanceOf(Delivery.Answered.class);
        return ((Delivery.Answered) delivery).response();
    }

    private static String shown(String body) {
        return body.substring(0, Math.min(200, body.length()));
    }

    @Test
    void nothingThatStandsBesideAResultLosesIt() {
        for (String field : List.of("time", "next", "total", "error_description", "signature", "more")) {
            for (String absurd : ABSURD) {
                assertThat(answered("{\"result\":true,\"" + field + "\":" + absurd + "}")
                                .result())
                        .isEqualTo(true);
                assertThat(answered("{\"" + field + "\":" + absurd + ",\"result\":{\"id\":7}}")
                                .result())
                        .isEqualTo(Map.of("id", 7L));
            }
        }
    }

    @Test
    void nothingInTheTimeLosesAResult() {
        for (String name :
                List.of("start", "finish", "duration", "processing", "operating", "operating_reset_at", "date_start")) {
            for (String absurd : ABSURD) {
                RestResponse response =
                        answered("{\"result\":[1],\"time\":{\"duration\":0.5,\"" + name + "\":" + absurd + "}}");
                assertThat(response.result()).isEqualTo(List.of(1L));
                RestTime time = response.time();
                if (time != null) {
                    assertThat(List.of(time.duration(), time.processing(), time.operating()))
                            .allSatisfy(seconds -> assertThat(seconds).isBetween(0d, 86_400d));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "9e18", "-1", "\"x\"", "[]", "\"NaN\"", "true"})
    void anAbsurdNumberCostsTheTime(String absurd) {
        for (String name : List.of("start", "finish", "duration", "processing", "operating", "operating_reset_at")) {
            assertThat(answered("{\"result\":true,\"time\":{\"" + name + "\":" + absurd + "}}")
                            .time())
                    .as(name)
                    .isNull();
        }
    }

    @Test
    void aPlainTimeIsReadWhole() {
        String time =
                "{\"start\":1773683678,\"finish\":1773683678.5,\"duration\":\"0.25\",\"processing\":0,\"operating\":null,"
                        + "\"operating_reset_at\":1773684278,\"date_start\":\"2026-03-16T20:54:38+03:00\"}";
        assertThat(answered("{\"result\":true,\"time\":" + time + "}").time())
                .isEqualTo(new RestTime(
                        Instant.ofEpochSecond(1_773_683_678L),
                        Instant.ofEpochSecond(1_773_683_678L, 500_000_000),
                        0.25,
                        0,
                        0,
                        Instant.ofEpochSecond(1_773_684_278L)));
    }

    @Test
    void anErrorBesideAResultIsNoSuccessAndNoRefusal() {
        for (String error : ABSURD) {
            for (String result : List.of("true", "1", "\"Y\"", "[]", "{\"id\":7}")) {
                for (int status : new int[] {200, 400, 429, 503}) {
                    if (!error.equals("null") || status != 200) {
                        assertUnknown(status, "{\"result\":" + result + ",\"error\":" + error + "}");
                        assertUnknown(status, "{\"error\":" + error + ",\"result\":" + result + "}");
                    }
                }
            }
        }
        assertUnknown(200, "{\"result\":true,\"error\":\"QUERY_LIMIT_EXCEEDED\"}");
        assertThat(answered("{\"result\":true,\"error\":null}").result()).isEqualTo(true);
    }

    @Test
    void aResultThatCannotBeReadIsStillOne() {
        for (String result : List.of(DEEP, LONG_NUMBER, "NaN", "true,\"result\":false")) {
            for (int status : new int[] {200, 404, 500}) {
                assertUnknown(status, "{\"result\":" + result + "}");
            }
        }
    }

    private static void assertUnknown(int status, String body) {
        assertThat(open(status, body)).as(shown(body)).isEqualTo(new Delivery.Unreadable(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':100,'error_description':'wrong type'}|100",
                "{'error':'','error_description':''}|''",
                "{'error':'X','result':null}|X",
                "{'error':'X','result':false}|X",
                "{'error':{'code':'X','message':'words'}}|X",
                "{'error':-7}|-7",
                "{'error':'X','error_description':['a']}|X"
            })
    void anErrorsCodeIsKeptAsItCame(String body, String code) {
        for (int status : new int[] {200, 400, 403}) {
            assertThat(open(status, body.replace('\'', '"')))
                    .isInstanceOfSatisfying(Delivery.Rejected.class, rejected -> {
                        assertThat(rejected.code()).isEqualTo(code);
                        assertThat(rejected.status()).isEqualTo(status);
                        assertThat(rejected.kind()).isEqualTo(ErrorKind.REFUSED);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'result':true,'result':false}",
                "{'result':true,'time':{},'result':null}",
                "{'result':true,'result':1,'error':'X'}",
                "{'error':'A','error':'INTERNAL_SERVER_ERROR','result':true}",
                "{'error':false}",
                "{'error':[]}",
                "{'error':{'code':['X']}}",
                "{'result':true",
                "{'result':true}}",
                "{'result':tru}",
                "['result']",
                "true",
                "",
                " ",
                "{}",
                "<html>{'result':true}</html>"
            })
    void whatIsNotPlainlyAnAnswerIsUnknown(String body) {
        assertUnknown(200, body.replace('\'', '"'));
        assertUnknown(502, body.replace('\'', '"'));
    }

    @Test
    void theSameTwiceIsOnce() {
        assertThat(answered("{\"result\":{\"a\":1},\"result\":{\"a\":1}}").result())
                .isEqualTo(Map.of("a", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>", "", "{}", "[]", "Forbidden", "{\"message\":\"Forbidden\"}", "{\"error\":[]}", "null"})
    void aClientErrorWithoutAnErrorOfThePortalIsOne(String body) {
        for (int status : new int[] {400, 401, 403, 404, 407, 408, 413, 418, 429, 431, 451, 499}) {
            assertThat(open(status, body)).isEqualTo(new Delivery.ClientError(status, null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "' 7 ', 7",
        "86400, 600",
        "99999999999999999999, 600",
        "'Tue, 17 Mar 2026 12:00:30 GMT', 30",
        "'Tuesday, 17-Mar-26 12:00:30 GMT', 30",
        "'Tue, 17 Mar 2026 11:00:00 GMT', 0",
        "'Sun, 17 Mar 2126 12:00:00 GMT', 600"
    })
    void retryAfterIsSecondsOrADateWithinBounds(String header, long seconds) {
        assertThat(RetryAfter.read(header, Instant.parse("2026-03-17T12:00:00Z")))
                .contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "1e3", "0x10", "10 s", "Tue"})
    void whatRetryAfterDoesNotSayIsNotHeard(String header) {
        assertThat(RetryAfter.read(header, Instant.EPOCH)).isEmpty();
        assertThat(RetryAfter.read(null, Instant.EPOCH)).isEmpty();
    }

    @Test
    void secretsAreTakenOutOfErrorsWhereverTheyStand() {
        UnaryOperator<String> redaction = text -> text == null ? null : text.replace("secret", "xxxxxx");
        for (String errors : List.of(
                "{\"c0\":{\"error\":\"secret\",\"argument\":{\"deep\":[\"a secret\"]}}}",
                "{\"c0\":\"secret\"}",
                "[\"secret\",{\"error\":\"secret\"}]")) {
            Delivery delivery = Envelope.open(
                    new HttpAnswer(
                            200,
                            null,
                            null,
                            ("{\"result\":{\"result\":[],\"result_error\":" + errors + "}}")
                                    .getBytes(StandardCharsets.UTF_8)),
                    PORTAL,
                    redaction);
            assertThat(((Delivery.Answered) delivery).response().result().toString())
                    .contains("xxxxxx")
                    .doesNotContain("secret");
        }
    }

    /** Frames put together of absurd values, in any order: nothing is thrown, and success needs a result and no error. */
    @Test
    void noAnswerBreaksTheReader() {
        Random random = new Random(20260317);
        List<String> names =
                List.of("result", "error", "error_description", "time", "next", "total", "result", "error");
        for (int round = 0; round < 3_000; round++) {
            List<String> fields = new ArrayList<>();
            for (String name : names) {
                if (random.nextInt(3) == 0) {
                    fields.add("\"" + name + "\":" + ABSURD.get(random.nextInt(ABSURD.size())));
                }
            }
            Collections.shuffle(fields, random);
            String body = "{" + String.join(",", fields) + "}";
            int status = List.of(200, 201, 400, 429, 500, 503).get(random.nextInt(6));

            Delivery delivery = open(status, body);

            assertThat(delivery).as(shown(body)).isNotNull();
            boolean error = fields.stream().anyMatch(f -> f.startsWith("\"error\":") && !f.equals("\"error\":null"));
            boolean result = fields.stream().anyMatch(f -> f.startsWith("\"result\":"));
            if (delivery instanceof Delivery.Answered) {
                assertThat(result && !error && status < 400).as(shown(body)).isTrue();
            }
            if (delivery instanceof Delivery.ClientError) {
                assertThat(!result && status >= 400 && status < 500)
                        .as(shown(body))
                        .isTrue();
            }
        }
    }
}
