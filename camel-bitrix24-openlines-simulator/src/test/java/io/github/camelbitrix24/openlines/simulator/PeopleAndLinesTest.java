// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines, users and service methods (§7.5, §7.8, §7.9). */
class PeopleAndLinesTest extends PortalTest {

    @Test
    @Row({"1.5/server-side-date-objects", "6.1/line-id-active-queue-type-evenly-strictly-al", "7.5/config-get"})
    void aNewLineHasTheDefaultsOfThePortalAsStrings() {
        JsonNode line = call(27, "imopenlines.config.get", "CONFIG_ID", 15).result();

        Map.of(
                        "ID", "15",
                        "ACTIVE", "Y",
                        "QUEUE_TYPE", "all",
                        "QUEUE_TIME", "60",
                        "CLOSE_RULE", "text",
                        "VOTE_MESSAGE", "Y",
                        "FULL_CLOSE_TIME", "10",
                        "AUTO_CLOSE_TIME", "14400",
                        "CHECK_AVAILABLE", "N",
                        "QUEUE_ONLINE", "Y")
                .forEach((key, value) -> {
                    assertThat(line.get(key).isTextual()).as(key).isTrue();
                    assertThat(line.get(key).asText()).as(key).isEqualTo(value);
                });
        assertThat(line.get("DATE_CREATE").isObject()).isTrue();
        assertThat(line.get("QUEUE").toString()).isEqualTo("[\"27\",\"31\"]");
        assertThat(line.get("QUEUE_USERS_FIELDS").has("31")).isTrue();
    }

    @Test
    @Row("7.5/config-get")
    void theQueueCanBeLeftOutOrReducedToWhoIsOnline() {
        portal.operator(27).goesOffline();

        assertThat(call(27, "imopenlines.config.get", "CONFIG_ID", 15, "WITH_QUEUE", "N")
                        .result()
                        .has("QUEUE"))
                .isFalse();
        assertThat(call(27, "imopenlines.config.get", "CONFIG_ID", 15, "SHOW_OFFLINE", "N")
                        .result()
                        .get("QUEUE")
                        .toString())
                .isEqualTo("[\"31\"]");
    }

    @Test
    void aLineWithABotNamesIt() {
        JsonNode line = call(27, "imopenlines.config.get", "CONFIG_ID", 26).result();

        assertThat(line.get("WELCOME_BOT_ENABLE").asText()).isEqualTo("Y");
        assertThat(line.get("WELCOME_BOT_ID").asText()).isEqualTo("567");
        assertThat(line.get("WELCOME_BOT_LEFT").asText()).isEqualTo("queue");
    }

    @Test
    @Row("7.5/config-get")
    void aMissingLineIsFalseAndAMissingIdAnError() {
        assertThat(call(27, "imopenlines.config.get", "CONFIG_ID", 99).outcome())
                .isEqualTo("200 false");
        assertThat(call(27, "imopenlines.config.get", "config_id", 15).outcome())
                .isEqualTo("400 CONFIG_ID_EMPTY");
    }

    @Test
    @Row("7.5/config-list-get")
    void linesAreListedFilteredAndOrdered() {
        JsonNode all = list(map());
        JsonNode active = list(map(
                "filter",
                map("ACTIVE", "Y", "!ID", "26"),
                "order",
                map("ID", "DESC"),
                "select",
                List.of("ID", "ACTIVE")));

        assertThat(texts(all, "ID")).containsExactly("15", "22", "23", "24", "25", "26");
        assertThat(texts(active, "ID")).containsExactly("25", "23", "22", "15");
        assertThat(active.get(0)).hasSize(2);
        assertThat(texts(list(map("limit", 2, "offset", 1)), "ID")).containsExactly("22", "23");
        assertThat(texts(list(map("filter", map("ID", List.of(15, 23)))), "ID")).containsExactly("15", "23");
        assertThat(list(map("filter", map("ID", 99))).isArray()).isTrue();
    }

    @Test
    @Row("7.5/config-list-get")
    void theListShowsQueuesOnRequest() {
        JsonNode lines = call(
                        27,
                        "imopenlines.config.list.get",
                        "PARAMS",
                        map("filter", map("ID", 23)),
                        "OPTIONS",
                        map("QUEUE", "Y", "CONFIG_QUEUE", "Y"))
                .result();

        assertThat(lines.get(0).get("QUEUE").toString()).isEqualTo("[\"27\"]");
        assertThat(lines.get(0).get("CONFIG_QUEUE").get(0).get("ENTITY_ID").asText())
                .isEqualTo("27");
        assertThat(list(map()).get(0).has("QUEUE")).isFalse();
    }

    @Test
    @Row("7.5/config-list-get")
    void aListQueryOfTheWrongShapeIsRefused() {
        for (String key : List.of("select", "order", "filter")) {
            assertThat(call(27, "imopenlines.config.list.get", "PARAMS", map(key, "ID"))
                            .outcome())
                    .isEqualTo("400 INVALID_FORMAT");
        }
    }

    @Test
    @Row({"1.9/ids-in-results", "7.8/filter-top-level-filter-keys"})
    void peopleAreFoundByIdInAFilterOrBesideIt() {
        JsonNode anna = call(31, "user.get", "FILTER", map("ID", 27)).result().get(0);

        assertThat(anna.get("ID").asText()).isEqualTo("27");
        assertThat(anna.get("ID").isTextual()).isTrue();
        assertThat(anna.get("ACTIVE").asBoolean()).isTrue();
        assertThat(anna.get("NAME").asText()).isEqualTo("Anna");
        assertThat(anna.get("LAST_NAME").asText()).isEqualTo("Weber");
        assertThat(texts(call(31, "user.get", "ID", List.of(27, "31")).result(), "ID"))
                .containsExactly("27", "31");
        assertThat(texts(call(31, "user.get", "filter", map("ACTIVE", false)).result(), "ID"))
                .containsExactly("40");
        assertThat(texts(
                        call(31, "user.get", "filter", map("ACTIVE", "Y", "USER_TYPE", "employee"))
                                .result(),
                        "ID"))
                .containsExactly("1", "27", "31");
        assertThat(texts(call(31, "user.get", "sort", "ID", "order", "DESC").result(), "ID"))
                .containsExactly("50", "40", "31", "27", "1");
    }

    @Test
    void botsAndClientsAreNoPeople() {
        portal.client("Anna").on(15).writes("Hello");

        Answer everybody = call(27, "user.get");

        assertThat(texts(everybody.result(), "ID")).containsExactly("1", "27", "31", "40", "50");
        assertThat(everybody.body().get("total").asInt()).isEqualTo(5);
    }

    @Test
    @Row("1.6/total")
    void nobodyFoundIsAnEmptyListWithoutATotal() {
        Answer nobody = call(27, "user.get", "FILTER", map("ID", 4711));

        assertThat(nobody.outcome()).isEqualTo("200 []");
        assertThat(nobody.body().has("total")).isFalse();
    }

    @Test
    @Row({"1.6/next", "3.3/list-page", "7.8/start"})
    void aPageHasFiftyPeople() {
        PortalBuilder crowd = PortalSimulator.builder();
        for (int id = 1; id <= 51; id++) {
            crowd.operator(id, "Operator " + id);
        }
        try (PortalSimulator large = crowd.start()) {
            Answer first = get(large.webhook(1).url() + "user.get");
            Answer second = get(large.webhook(1).url() + "user.get?start=50");
            Answer uncounted = get(large.webhook(1).url() + "user.get?start=-1");

            assertThat(first.result()).hasSize(50);
            assertThat(first.body().get("next").asInt()).isEqualTo(50);
            assertThat(first.body().get("total").asInt()).isEqualTo(51);
            assertThat(second.result()).hasSize(1);
            assertThat(second.body().has("next")).isFalse();
            assertThat(uncounted.body().has("total")).isFalse();
        }
    }

    @Test
    @Row({"1.9/booleans", "7.9/profile"})
    void callersAreToldWhoTheyAre() {
        JsonNode admin = call(1, "profile").result();

        assertThat(admin.get("ID").asText()).isEqualTo("1");
        assertThat(admin.get("ADMIN").asBoolean()).isTrue();
        assertThat(call(27, "profile").result().get("ADMIN").asBoolean()).isFalse();
        assertThat(call(27, "user.current").result().get("ID").asText()).isEqualTo("27");
    }

    @Test
    @Row({"7.9/scope", "7.9/method-get"})
    void callersAreToldWhatTheyMayDo() {
        String narrow = portal.webhook(27, "imbot", "im").url();

        assertThat(get(narrow + "scope").result().toString()).isEqualTo("[\"im\",\"imbot\"]");
        assertThat(get(narrow + "scope?full=1").result()).hasSizeGreaterThan(2);
        assertThat(get(narrow + "method.get?name=imopenlines.Dialog.get")
                        .result()
                        .toString())
                .isEqualTo("{\"isExisting\":true,\"isAvailable\":false}");
        assertThat(get(narrow + "method.get?name=no.such").result().toString())
                .isEqualTo("{\"isExisting\":false,\"isAvailable\":false}");
    }

    private JsonNode list(Map<String, Object> params) {
        return call(27, "imopenlines.config.list.get", "PARAMS", params).result();
    }

    private static List<String> texts(JsonNode rows, String field) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.get(field).asText()));
        return texts;
    }
}
