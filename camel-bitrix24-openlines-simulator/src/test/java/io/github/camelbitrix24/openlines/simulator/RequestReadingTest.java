// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a request becomes a method with parameters (§1.1, §1.2, §1.9). */
class RequestReadingTest extends PortalTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @ValueSource(strings = {"server.time", "SERVER.Time", "server.time.json", "server.time/", "server.time.JSON/"})
    @Row({"1.1/suffix", "1.1/trailing-slash"})
    void aMethodIsFoundInAnyCaseWithItsSuffixOrASlash(String method) {
        assertThat(call(27, method).status()).isEqualTo(200);
    }

    @Test
    @Row("1.1/suffix")
    void anyOtherSuffixIsPartOfTheName() {
        assertThat(call(27, "server.time.txt").outcome()).isEqualTo("404 ERROR_METHOD_NOT_FOUND");
    }

    @Test
    @Row("1.1/http-verb")
    void getIsAsGoodAsPost() {
        assertThat(get(url("imopenlines.config.get") + "?CONFIG_ID=15")
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("15");
    }

    @Test
    @Row({"1.2/step-2", "10.1/ignored-malformed-json-query-body-merge-cont"})
    void theBodyWinsOverTheQueryKeyByKey() {
        Answer answer = post(
                url("method.get") + "?name=query&a[x]=1&b=2",
                "application/json",
                "{\"name\":\"body\",\"a\":{\"y\":3}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(seen()).containsEntry("name", "body").containsEntry("b", "2").containsEntry("a", Map.of("y", 3));
    }

    @Test
    @Row("1.2/step-1")
    void bracketsMakeNestedArraysAndLists() {
        post(url("server.time"), FORM, "a%5Bb%5D%5Bc%5D=1&l[]=x&l[]=y&n[5]=z&plus=a+b&bad=%zz&noValue&dots.name=d");

        assertThat(seen())
                .containsEntry("a", Map.of("b", Map.of("c", "1")))
                .containsEntry("l", List.of("x", "y"))
                .containsEntry("n", Map.of("5", "z"))
                .containsEntry("plus", "a b")
                .containsEntry("bad", "%zz")
                .containsEntry("noValue", "")
                .containsEntry("dots_name", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "application/vnd.api+json"})
    @Row({"1.2/step-3", "10.1/ignored-malformed-json-query-body-merge-cont"})
    void jsonIsReadByItsMediaType(String type) {
        assertThat(post(url("imopenlines.config.get"), type, "{\"CONFIG_ID\":15}")
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("15");
    }

    @Test
    @Row({"1.2/step-3", "1.4/content-type"})
    void jsonUnderAnyOtherTypeIsNotRead() {
        assertThat(post(url("imopenlines.config.get"), "text/plain", "{\"CONFIG_ID\":15}")
                        .outcome())
                .isEqualTo("400 CONFIG_ID_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/octet-stream", FORM})
    @Row("1.2/step-4")
    void anUnknownTypeIsReadAsAForm(String type) {
        assertThat(post(url("imopenlines.config.get"), type, "CONFIG_ID=15")
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("15");
    }

    @Test
    @Row("1.2/step-4")
    void aMultipartFormIsRead() {
        String body = "--B\r\nContent-Disposition: form-data; name=\"CONFIG_ID\"\r\n\r\n15\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"a[b]\"\r\n\r\nü\r\n--B--\r\n";

        Answer answer = post(url("imopenlines.config.get"), "multipart/form-data; boundary=B", body);

        assertThat(answer.result().get("ID").asText()).isEqualTo("15");
        assertThat(seen()).containsEntry("a", Map.of("b", "ü"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"CONFIG_ID\":15", "15", "\"text\"", "{\"CONFIG_ID\":15} x", ""})
    @Row({"1.2/step-5", "10.1/ignored-malformed-json-query-body-merge-cont"})
    void aBodyThatIsNoJsonArrayLeavesTheQueryAlone(String body) {
        assertThat(post(url("imopenlines.config.get"), "application/json", body).outcome())
                .isEqualTo("400 CONFIG_ID_EMPTY");
        assertThat(post(url("imopenlines.config.get") + "?CONFIG_ID=22", "application/json", body)
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("22");
    }

    @Test
    @Row("1.2/step-5")
    void malformedJsonLosesTheCredentialsInIt() {
        assertThat(post(portal.url() + "/rest/server.time", "application/json", "{\"aplogin\":27,")
                        .outcome())
                .isEqualTo("401 NO_AUTH_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15 | 15",
                "\"15\" | 15",
                "\" 15\" | 15",
                "\"15abc\" | 15",
                "\"1.5e1\" | 15",
                "15.9 | 15",
                "\"chat15\" | CONFIG_ID_EMPTY",
                "\"\" | CONFIG_ID_EMPTY",
                "null | CONFIG_ID_EMPTY",
                "false | CONFIG_ID_EMPTY",
                "[] | CONFIG_ID_EMPTY",
                "{} | CONFIG_ID_EMPTY",
                "\"-15\" | CONFIG_ID_EMPTY",
                "true | false",
                "[15] | false"
            })
    @Row({"1.9/integer-coercion", "10.1/key-case-rules-intval-coercion"})
    void integersAreReadAsPhpReadsThem(String given, String expected) {
        Answer answer = post(url("imopenlines.config.get"), "application/json", "{\"CONFIG_ID\":" + given + "}");

        String got = answer.error() != null
                ? answer.error()
                : answer.result().isObject()
                        ? answer.result().get("ID").asText()
                        : answer.result().asText();
        assertThat(got).isEqualTo(expected);
    }

    @Test
    @Row("1.5/non-json-bodies")
    void aPathOutsideOfRestIsAnHtmlPage() throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(portal.url() + "/index.php")).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    @Row("7.9/server-time")
    void theEnvelopeTellsTheTime() {
        Answer answer = call(27, "server.time");

        assertThat(answer.result().asText()).isEqualTo("2026-03-17T15:00:00+00:00");
        assertThat(answer.body().get("time").get("start").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(answer.body().get("time").has("operating_reset_at")).isFalse();
        assertThat(call(27, "no.such.method").body().has("time")).isFalse();
    }

    private String url(String method) {
        return portal.webhook(27).url() + method;
    }

    private Map<String, Object> seen() {
        return portal.requests().get(portal.requests().size() - 1).parameters();
    }
}
