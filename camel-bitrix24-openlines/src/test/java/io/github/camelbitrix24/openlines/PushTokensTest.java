// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.events.EventForms;
import io.github.camelbitrix24.openlines.events.VerifiedPortal;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** {@code b24openlines:events?source=push}: what the portal did not post does not reach the route. */
class PushTokensTest extends AtAPushDesk {
    @Test
    void forgedAndMissingTokensNeverReachTheRoute() throws Exception {
        desk.route(EVENTS);
        String bot = EventForms.body("onimbotv2messageadd");

        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, "forged"))).isEqualTo(403);
        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, null))).isEqualTo(403);
        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, ""))).isEqualTo(403);
        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, EventForms.TOKEN.toUpperCase())))
                .isEqualTo(403);
        assertThat(desk.post(EventForms.with(bot, TOKEN_FIELD, null)))
                .as("the token stands in data[bot][auth] alone")
                .isEqualTo(403);
        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, null) + "&application_token=" + EventForms.TOKEN))
                .isEqualTo(403);
        assertThat(desk.post("event=ONSESSIONSTART")).isEqualTo(403);
        assertThat(desk.post(EventForms.body("onappinstall").replace(EventForms.TOKEN, "new")))
                .isEqualTo(403);

        assertThat(desk.received).isEmpty();
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(1);
    }

    @Test
    void anOldTokenFitsOnlyWhileItIsNamed() throws Exception {
        desk.component().getConfiguration().setWebhookVerifyToken("newtoken," + EventForms.TOKEN);
        desk.route(EVENTS);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, "newtoken"))).isEqualTo(200);
        desk.context.getRouteController().stopRoute("events");
        desk.context.removeRoute("events");
        desk.received.clear();

        desk.component().getConfiguration().setWebhookVerifyToken("newtoken");
        desk.route(EVENTS + "&limit=99");

        assertThat(desk.post(GOOD)).isEqualTo(403);
        assertThat(desk.received).isEmpty();
    }

    @Test
    void aTokenThatIsBoundToAPortalFitsNoOther() throws Exception {
        desk.component()
                .getConfiguration()
                .setWebhookVerifyToken(EventForms.MEMBER + ":" + EventForms.TOKEN + ", other:othertoken");
        desk.route(EVENTS);

        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, "othertoken"))).isEqualTo(403);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(VerifiedPortal.memberId(desk.nextExchange())).contains(EventForms.MEMBER);
        assertThat(desk.received).isEmpty();
    }

    @Test
    void aTokenOfAnyPortalProvesNoPortal() throws Exception {
        desk.component().getConfiguration().setWebhookVerifyToken("a,b," + EventForms.TOKEN);
        desk.route(EVENTS);

        assertThat(desk.post(GOOD)).isEqualTo(200);

        assertThat(VerifiedPortal.memberId(desk.nextExchange())).isEmpty();
    }

    @Test
    void aBeanMayKnowTheTokensOfManyPortals() throws Exception {
        desk.component().getConfiguration().setWebhookVerifyToken(null);
        desk.component()
                .getConfiguration()
                .setApplicationTokens(
                        member -> member.equals(EventForms.MEMBER) ? List.of(EventForms.TOKEN) : List.of("othertoken"));
        desk.route(EVENTS);

        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, "othertoken"))).isEqualTo(403);
        assertThat(desk.post(EventForms.with(GOOD, "auth[member_id]", "other"))).isEqualTo(403);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(VerifiedPortal.memberId(desk.nextExchange())).contains(EventForms.MEMBER);
    }

    @Test
    void theVerifiedPortalGoesWithCopiesAndNoHeaderNamesIt() throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS)
                        .setHeader(B24OpenLinesConstants.MEMBER_ID, constant("forged"))
                        .setHeader("CamelB24OpenLinesVerifiedPortal", constant("forged"))
                        .setProperty("CamelB24OpenLinesVerifiedPortal", constant("forged"))
                        .to("seda:later");
                from("seda:later").split(constant(List.of(1))).process(desk.received::add);
            }
        });

        assertThat(desk.post(GOOD)).isEqualTo(200);

        assertThat(VerifiedPortal.memberId(desk.nextExchange())).contains(EventForms.MEMBER);
    }

    @Test
    void withoutATokenItDoesNotStart() {
        desk.component().getConfiguration().setWebhookVerifyToken(" ");

        assertThat(refusal(() -> desk.route(EVENTS)))
                .hasMessageContainingAll("webhookVerifyToken", "applicationTokens");
    }

    @Test
    void noTokenShowsInWhatIsLogged() throws Exception {
        try (LogCapture log = LogCapture.open()) {
            desk.route(EVENTS);
            desk.post(EventForms.with(GOOD, TOKEN_FIELD, "forgedtoken"));
            desk.post(GOOD + "&x=%");
            desk.post(EventForms.body("onimbotv2messageadd"));

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("403"))
                    .noneSatisfy(line -> assertThat(line).contains(EventForms.TOKEN))
                    .noneSatisfy(line -> assertThat(line).contains("forgedtoken"))
                    .noneSatisfy(line -> assertThat(line).contains("b1b2c3d4e5f60718293a4b5c6d7e8f91"));
        }
        assertThat(desk.context.getEndpoints().toString()).doesNotContain(EventForms.TOKEN);
        assertThat(Map.of(
                                "endpoints",
                                desk.context.getEndpointRegistry().keySet().toString())
                        .toString())
                .doesNotContain(EventForms.TOKEN);
    }
}
