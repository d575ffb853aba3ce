// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.config.add, .update, .delete, .path.get} (§7.5); PeopleAndLinesTest has those that read. */
class LineChangesTest extends PortalTest {

    @Test
    @Row("7.5/config-add")
    void aNewLineHasTheDefaultsAndWhatWasGiven() {
        long id = call(
                        1,
                        "imopenlines.config.add",
                        "PARAMS",
                        map(
                                "LINE_NAME",
                                "Night",
                                "CRM",
                                "Y",
                                "QUEUE_TYPE",
                                "evenly",
                                "QUEUE",
                                List.of(map("ENTITY_TYPE", "user", "ENTITY_ID", 31))))
                .result()
                .asLong();

        JsonNode line = call(1, "imopenlines.config.get", "CONFIG_ID", id).result();
        assertThat(line.get("LINE_NAME").asText()).isEqualTo("Night");
        assertThat(line.get("CRM").asText()).isEqualTo("Y");
        assertThat(line.get("QUEUE_TYPE").asText()).isEqualTo("evenly");
        assertThat(line.get("QUEUE").toString()).isEqualTo("[\"31\"]");
        assertThat(line.get("CLOSE_RULE").asText()).isEqualTo("text");
        long chat = portal.client("Anna").on(id).writes("Hello");
        assertThat(dialog(chat).offeredTo()).containsExactly(31L);
        assertThat(call(1, "imopenlines.config.add", "PARAMS", "Night").outcome())
                .isEqualTo("200 false");
    }

    @Test
    @Row("7.5/config-update")
    void anAdministratorChangesALine() {
        assertThat(update(1, 25, map("CLOSE_RULE", "text", "FULL_CLOSE_TIME", "3", "ACTIVE", "N"))
                        .outcome())
                .isEqualTo("200 true");

        JsonNode line = call(27, "imopenlines.config.get", "CONFIG_ID", 25).result();
        assertThat(line.get("CLOSE_RULE").asText()).isEqualTo("text");
        assertThat(line.get("FULL_CLOSE_TIME").asText()).isEqualTo("3");
        assertThat(line.get("ACTIVE").asText()).isEqualTo("N");
        assertThat(line.get("LINE_NAME").asText()).isEqualTo("Quick close");
    }

    @Test
    @Row({"7.5/config-update", "7.5/config-delete"})
    void changesAreRefusedToOthersAndWithoutAnId() {
        for (String method : List.of("update", "delete")) {
            assertThat(call(27, "imopenlines.config." + method, "CONFIG_ID", 25).outcome())
                    .isEqualTo("403 CONFIG_WRONG_USER_PERMISSION");
            assertThat(call(1, "imopenlines.config." + method, "CONFIG_ID", 0).outcome())
                    .isEqualTo("400 CONFIG_ID_EMPTY");
            assertThat(call(1, "imopenlines.config." + method, "CONFIG_ID", 99).outcome())
                    .isEqualTo("200 false");
        }
    }

    @Test
    @Row("7.5/config-delete")
    void aDeletedLineIsGoneAndItsDialogsCloseAtOnce() {
        long chat = accepted(22, 27);

        assertThat(call(1, "imopenlines.config.delete", "CONFIG_ID", 22).outcome())
                .isEqualTo("200 true");

        assertThat(call(1, "imopenlines.config.get", "CONFIG_ID", 22).outcome()).isEqualTo("200 false");
        assertThat(transfer(27, accepted(15, 27), "queue22").outcome()).isEqualTo("400 OPERATOR_WRONG");
        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    @Row("7.5/config-path-get")
    void thePathsOfThePortalAreTold() {
        assertThat(call(27, "imopenlines.config.path.get").result().toString())
                .isEqualTo("{\"SERVER_ADDRESS\":\"" + portal.url() + "\",\"PUBLIC_PATH\":\"/contact_center/\"}");
    }

    private Answer update(long user, long line, Object params) {
        return call(user, "imopenlines.config.update", "CONFIG_ID", line, "PARAMS", params);
    }
}
