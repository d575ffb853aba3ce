// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.util.List;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.junit.jupiter.api.Test;

/** Events that are posted or kept for an application come through their Kamelets to an action, and no secret shows. */
class KameletSourcesTest {
    private static final String APPLICATION_TOKEN = "application-token-of-the-portal";

    KameletDesk desk() {
        return new KameletDesk();
    }

    @Test
    void aPostedEventBecomesATransfer() throws Exception {
        VertxPlatformHttpServerConfiguration options = new VertxPlatformHttpServerConfiguration();
        options.setBindHost("127.0.0.1");
        options.setBindPort(0);
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(options);
        try (LogCapture log = LogCapture.open();
                KameletDesk desk = desk()) {
            desk.portalOnTheComponent(1)
                    .set("portal.token", APPLICATION_TOKEN)
                    .serve(server)
                    .start("""
                            - from:
                                uri: kamelet:b24openlines-push-events-source
                                parameters:
                                  webhookVerifyToken: "{{portal.token}}"
                                  path: /desk/events
                                  eventTypes: ONIMBOTV2MESSAGEADD
                                steps:
                                  - to: { uri: "kamelet:b24openlines-transfer-action", parameters: { queueId: 22 } }
                            """);
            desk.portal
                    .handlers()
                    .bind(
                            "ONIMBOTV2MESSAGEADD",
                            "http://127.0.0.1:" + server.getServer().actualPort() + "/desk/events?CLIENT_ID="
                                    + desk.portal.bot("helper").token(),
                            APPLICATION_TOKEN);

            long chat = desk.portal.client("Maria").on(KameletDesk.BOT_LINE).writes("Hello");

            KameletDesk.until(() -> desk.portal.dialog(chat).lineId() == 22);
            KameletDesk.until(() -> !desk.portal.sentEvents().isEmpty());
            assertThat(desk.portal.sentEvents())
                    .allSatisfy(event -> assertThat(event.httpStatus()).isEqualTo(200));
            shows(log, " webhookVerifyToken = xxxxxx", List.of(APPLICATION_TOKEN));
        }
    }

    @Test
    void anEventKeptForAnApplicationBecomesATransfer() throws Exception {
        try (LogCapture log = LogCapture.open();
                KameletDesk desk = desk()) {
            TokenPair tokens = desk.portal.authorize(KameletDesk.APP, 1);
            desk.set("app.url", desk.portal.url())
                    .set("app.secret", KameletDesk.APP_SECRET)
                    .set("app.accessToken", tokens.accessToken())
                    .set("app.refreshToken", tokens.refreshToken())
                    .set("desk.authToken", desk.portal.webhook(1).authToken())
                    .start("""
                            - from:
                                uri: kamelet:b24openlines-offline-events-source
                                parameters:
                                  portalUrl: "{{app.url}}"
                                  oauthServerUrl: "{{app.url}}"
                                  clientId: local.desk
                                  clientSecret: "{{app.secret}}"
                                  accessToken: "{{app.accessToken}}"
                                  refreshToken: "{{app.refreshToken}}"
                                  eventTypes: ONSESSIONSTART
                                  autoBind: true
                                  delay: 50
                                steps:
                                  - to:
                                      uri: kamelet:b24openlines-transfer-action
                                      parameters: { portalUrl: "{{app.url}}", authToken: "{{desk.authToken}}", queueId: 22 }
                            """);

            long chat = desk.portal.client("Maria").on(15).writes("Hello");

            KameletDesk.until(() -> desk.portal.dialog(chat).lineId() == 22);
            shows(
                    log,
                    " refreshToken = xxxxxx",
                    List.of(
                            KameletDesk.APP_SECRET,
                            tokens.accessToken(),
                            tokens.refreshToken(),
                            desk.portal.webhook(1).code()));
        }
    }

    private static void shows(LogCapture log, String masked, List<String> secrets) {
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).contains(masked))
                .noneSatisfy(line -> assertThat(line).containsAnyOf(secrets.toArray(String[]::new)));
    }
}
