// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of {@code user.get}, {@code user.search} (§7.8) and the service methods that are left (§7.9). */
class UserSearchTest extends PortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.department(7, "Workshop", 27, 31).position(27, "Roofer");
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, Anna, 27",
        "%NAME, nn, 27",
        "LAST_NAME, Klein, 31",
        "EMAIL, user27@portal.example, 27",
        "UF_DEPARTMENT, 7, 27 31",
        "USER_TYPE, extranet, 50",
        ">ID, 31, 40 50",
        "<ID, 27, 1",
        "!ID, 1, 27 31 40 50"
    })
    @Row("7.8/filter-top-level-filter-keys")
    void peopleAreFilteredByFieldsWithPrefixes(String field, String value, String ids) {
        assertThat(ids(call(1, "user.get", "FILTER", map(field, value)))).isEqualTo(ids);
        assertThat(ids(call(1, "user.get", field, value))).isEqualTo(ids);
    }

    @Test
    @Row({"7.8/sort-order", "7.8/select"})
    void whoIsOnlineCanBeAskedAndFieldsChosen() {
        portal.operator(27).goesOffline();

        assertThat(ids(call(1, "user.get", "FILTER", map("IS_ONLINE", "N")))).isEqualTo("27");
        assertThat(call(1, "user.get", "ID", 31, "select", List.of("ID", "NAME"))
                        .result()
                        .toString())
                .isEqualTo("[{\"ID\":\"31\",\"NAME\":\"Boris\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, ann, 27",
        "LAST_NAME, klein, 31",
        "WORK_POSITION, roof, 27",
        "UF_DEPARTMENT_NAME, workshop, 27 31",
        "FIND, anna weber, 27",
        "FIND, workshop, 27 31",
        "FIND, gone, ''"
    })
    @Row("7.8/user-search")
    void activePeopleAreSearchedByPartsOfTheirFields(String field, String value, String ids) {
        assertThat(ids(call(1, "user.search", field, value))).isEqualTo(ids);
    }

    @Test
    void aNarrowScopeShowsLess() {
        JsonNode brief = get(portal.webhook(27, "user_brief").url() + "user.get?ID=31")
                .result()
                .get(0);

        assertThat(brief.has("EMAIL")).isFalse();
        assertThat(brief.get("NAME").asText()).isEqualTo("Boris");
        assertThat(get(portal.webhook(27, "user_basic").url() + "user.current")
                        .result()
                        .has("EMAIL"))
                .isTrue();
        assertThat(get(portal.webhook(27, "im").url() + "user.search?FIND=anna").outcome())
                .isEqualTo("401 insufficient_scope");
    }

    @Test
    @Row("7.9/methods")
    void methodsAreListedByScope() {
        String narrow = portal.webhook(27, "imbot").url();

        assertThat(get(narrow + "methods").result().toString())
                .contains("\"imbot.v2.event.get\"", "\"server.time\"")
                .doesNotContain("imopenlines.dialog.get");
        assertThat(get(narrow + "methods?scope=imopenlines").result().toString())
                .contains("imopenlines.operator.answer")
                .doesNotContain("server.time");
        assertThat(get(narrow + "methods?full=1").result().toString())
                .contains("imopenlines.operator.answer", "server.time");
    }

    @Test
    void aWebhookIsToldItsScopesInPlaceOfAnApplication() {
        JsonNode info =
                get(portal.webhook(27, "imbot", "im").url() + "app.info").result();

        assertThat(info.get("SCOPE").toString()).isEqualTo("[\"im\",\"imbot\"]");
        assertThat(info.get("LICENSE").isTextual()).isTrue();
    }

    @Test
    @Row("7.9/feature-get")
    void featuresAreAskedByCode() {
        assertThat(call(27, "feature.get").outcome()).isEqualTo("400 CODE_EMPTY");
        assertThat(call(27, "feature.get", "CODE", "rest_offline_extended")
                        .result()
                        .toString())
                .isEqualTo("{\"value\":\"Y\"}");
        assertThat(call(27, "feature.get", "code", "no_such_feature").result().toString())
                .isEqualTo("{\"value\":\"N\"}");
        assertThat(call(27, "server.time").result().asText()).isEqualTo("2026-03-17T15:00:00+00:00");
    }

    private static String ids(Answer people) {
        List<String> ids = new ArrayList<>();
        people.result().forEach(row -> ids.add(row.get("ID").asText()));
        return String.join(" ", ids);
    }
}
