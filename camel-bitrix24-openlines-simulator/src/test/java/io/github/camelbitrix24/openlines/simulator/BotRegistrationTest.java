// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code imbot.v2.Bot.register} and {@code .unregister} (§11.1). */
class BotRegistrationTest extends PortalTest {

    @Test
    @Row("11.1/imbot-v2-bot-register")
    void aBotIsRegisteredOnceForItsCodeAndToken() {
        JsonNode bot = register(fields("code", "helper", "isSupportOpenline", true))
                .result()
                .get("bot");

        assertThat(bot.get("code").asText()).isEqualTo("helper");
        assertThat(bot.get("type").asText()).isEqualTo("bot");
        assertThat(bot.get("eventMode").asText()).isEqualTo("fetch");
        assertThat(bot.get("isSupportOpenline").asBoolean()).isTrue();
        assertThat(register(fields("code", "helper"))
                        .result()
                        .get("bot")
                        .get("id")
                        .asLong())
                .isEqualTo(bot.get("id").asLong());
        assertThat(register(fields("code", "support")).outcome()).isEqualTo("400 BOT_CODE_ALREADY_TAKEN");
    }

    @Test
    void aRegisteredBotWelcomesClientsAndReadsItsEvents() {
        long id = register(fields("code", "helper", "type", "openline"))
                .result()
                .get("bot")
                .get("id")
                .asLong();
        call(1, "imopenlines.config.update", "CONFIG_ID", 22, "PARAMS", welcome(id));

        long chat = portal.client("Anna").on(22).writes("Hello");

        assertThat(dialog(chat).operatorId()).isEqualTo(id);
        JsonNode events = call(1, "imbot.v2.Event.get", "botId", id, "botToken", "secret")
                .result()
                .get("events");
        assertThat(events).hasSize(2);
    }

    @Test
    @Row("11.1/imbot-v2-bot-unregister")
    void anUnregisteredBotLeavesItsDialogsToTheQueue() {
        long chat = portal.client("Anna").on(26).writes("Hello");
        String token = portal.bot("support").token();

        assertThat(call(1, "imbot.v2.Bot.unregister", "botId", 567, "botToken", "wrong")
                        .outcome())
                .isEqualTo("403 BOT_OWNERSHIP_ERROR");
        assertThat(call(1, "imbot.v2.Bot.unregister", "botId", 567, "botToken", token)
                        .outcome())
                .isEqualTo("200 true");

        assertThat(dialog(chat).members()).doesNotContain(567L);
        assertThat(dialog(chat).offeredTo()).isNotEmpty();
        assertThat(call(1, "imbot.v2.Event.get", "botId", 567, "botToken", token)
                        .outcome())
                .isEqualTo("400 BOT_NOT_FOUND");
        assertThat(dialog(portal.client("Eva").on(26).writes("Hello")).operatorId())
                .isNotEqualTo(567);
    }

    @Test
    @Row("11.1/imbot-v2-bot-register")
    void aBotNeedsATokenACodeANameAndAKnownType() {
        assertThat(register(map("code", "helper")).outcome()).isEqualTo("400 BOT_TOKEN_NOT_SPECIFIED");
        assertThat(register(fields("botToken", "x".repeat(41))).outcome()).isEqualTo("400 BOT_TOKEN_INVALID_LENGTH");
        assertThat(register(fields()).outcome()).isEqualTo("400 BOT_CODE_REQUIRED");
        assertThat(register(map("code", "helper", "botToken", "secret")).outcome())
                .isEqualTo("400 BOT_PROPERTIES_REQUIRED");
        assertThat(register(fields("code", "helper", "type", "clown")).outcome())
                .isEqualTo("400 BOT_INVALID_TYPE");
        assertThat(register(fields("code", "helper", "eventMode", "smoke")).outcome())
                .isEqualTo("400 BOT_INVALID_EVENT_MODE");
        assertThat(register(fields("code", "helper", "eventMode", "webhook")).outcome())
                .isEqualTo("400 BOT_WEBHOOK_URL_REQUIRED");
        assertThat(get(portal.webhook(1, "im").url() + "imbot.v2.Bot.register").outcome())
                .isEqualTo("401 insufficient_scope");
    }

    private static Map<String, Object> welcome(long bot) {
        return map("WELCOME_BOT_ENABLE", "Y", "WELCOME_BOT_ID", bot);
    }

    private Answer register(Map<String, Object> fields) {
        return call(1, "imbot.v2.Bot.register", "fields", fields);
    }

    private static Map<String, Object> fields(Object... more) {
        Map<String, Object> fields = map("botToken", "secret", "properties", map("name", "Helper"));
        fields.putAll(map(more));
        return fields;
    }
}
