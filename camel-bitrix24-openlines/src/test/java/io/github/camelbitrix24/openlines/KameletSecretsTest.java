// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens that are typed into a Kamelet show in no log, and in no address that is printed. */
class KameletSecretsTest {
    private static final String ROUTE = """
            - from:
                uri: kamelet:b24openlines-bot-events-source
                parameters:
                  portalUrl: "{{desk.portal}}"
                  authToken: "{{desk.authToken}}"
                  botId: "{{desk.bot}}"
                  token: "{{desk.bot.token}}"
                  eventTypes: ONIMBOTV2MESSAGEADD
                  delay: 50
                steps:
                  - to:
                      uri: kamelet:b24openlines-bot-hand-off-action
                      parameters:
                        portalUrl: "{{desk.portal}}"
                        authToken: "{{desk.authToken}}"
                        token: "{{desk.bot.token}}"
            """;

    @Test
    void noTokenThatIsTypedIntoAKameletShows() throws Exception {
        try (LogCapture log = LogCapture.open();
                KameletDesk desk = new KameletDesk()) {
            String code = desk.portal.webhook(1).code();
            String token = desk.portal.bot("helper").token();
            desk.set("desk.portal", desk.portal.url())
                    .set("desk.authToken", desk.portal.webhook(1).authToken())
                    .set("desk.bot", Long.toString(desk.portal.bot("helper").id()))
                    .set("desk.bot.token", token)
                    .start(ROUTE);
            long chat = desk.portal.client("Maria").on(KameletDesk.BOT_LINE).writes("Hello");
            KameletDesk.until(() -> !desk.portal.dialog(chat).offeredTo().isEmpty());

            List<String> shown = Stream.concat(
                            log.lines().stream(),
                            desk.context().getEndpoints().stream().map(Object::toString))
                    .toList();

            assertThat(shown)
                    .anySatisfy(line -> assertThat(line).contains(" token = xxxxxx"))
                    .anySatisfy(line -> assertThat(line).contains(" authToken = xxxxxx"))
                    .anySatisfy(line -> assertThat(line).contains("b24openlines://botSessionOperator?authToken=xxxxxx"))
                    .noneSatisfy(line -> assertThat(line).contains(code))
                    .noneSatisfy(line -> assertThat(line).contains(token));
            assertThat(desk.context().getEndpoints())
                    .filteredOn(endpoint -> endpoint.getEndpointUri().startsWith("b24openlines:"))
                    .as("a bot's token is in a bean, in no address at all")
                    .isNotEmpty()
                    .noneSatisfy(
                            endpoint -> assertThat(endpoint.getEndpointUri()).contains(token));
        }
    }
}
