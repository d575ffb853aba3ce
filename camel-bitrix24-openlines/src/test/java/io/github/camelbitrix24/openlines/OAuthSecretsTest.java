// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.EmployeeCredentials;
import io.github.camelbitrix24.openlines.auth.JdbcTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** No secret of an application, and no password of its database, shows anywhere, whatever goes well or wrong. */
class OAuthSecretsTest {
    private static final String CLIENT = "local.canary-client-id";
    private static final String SECRET = "canary-client-secret";
    private static final String PASSWORD = "canary-database-password";
    private static final String TOKEN = "oauth/token";
    private static final int FAULTS = 9;

    private final List<String> shown = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>(List.of(CLIENT, SECRET, PASSWORD));
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T12:00:00Z"));
    private final JdbcDataSource database = new JdbcDataSource();
    private TokenPair latest;
    private TokenPair boris;

    @Test
    void noSecretShows() throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUser("keeper");
        database.setPassword(PASSWORD);
        JdbcTokenStore store = new JdbcTokenStore(database).createSchema();
        try (LogCapture log = LogCapture.open();
                SpanRecorder recorder = new SpanRecorder();
                PortalSimulator portal = PortalSimulator.standard()
                        .app(CLIENT, SECRET, "imopenlines")
                        .clock(clock)
                        .start()) {
            TokenPair pair = portal.authorize(CLIENT, 27);
            latest = pair;
            boris = portal.authorize(CLIENT, 31);
            secrets.addAll(List.of(pair.accessToken(), pair.refreshToken(), boris.accessToken(), boris.refreshToken()));
            Main main = main(portal, pair, store);
            main.bind("employees", (CredentialSource)
                    (host, name) -> Optional.of(EmployeeCredentials.tokens(boris.accessToken(), boris.refreshToken())));
            Scrape scrape = Scrape.of(main);
            recorder.on(main);
            main.start();
            try {
                act(main.getCamelContext(), portal, store);
                show(main.getCamelContext(), store);
                shown.addAll(scrape.lines());
                shown.addAll(recorder.shown());
            } finally {
                main.stop();
            }
            shown.addAll(log.lines());
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("desk.clientSecret = xxxxxx"))
                    .anySatisfy(line -> assertThat(line).contains(".wire.TokenEndpoint"));
            assertThat(shown)
                    .anySatisfy(line ->
                            assertThat(line).startsWith("camel_b24openlines_token_refreshes_total{result=\"refused\"}"))
                    .anySatisfy(line -> assertThat(line).startsWith("span b24openlines answer"));
            assertThat(shown).hasSizeGreaterThan(200);
            assertThat(secrets).hasSizeGreaterThan(9);
            for (String secret : secrets) {
                assertThat(shown).noneSatisfy(text -> assertThat(text).contains(secret));
            }
            assertThat(portal.requests())
                    .noneSatisfy(seen -> assertThat(seen.path()).containsAnyOf("token=", "auth="));
        }
    }

    private static Main main(PortalSimulator portal, TokenPair pair, JdbcTokenStore store) {
        Properties properties = new Properties();
        properties.setProperty("camel.component.b24openlines.portal-url", portal.url());
        properties.setProperty("camel.component.b24openlines.oauth-server-url", portal.url());
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        properties.setProperty("camel.component.b24openlines.max-retries", "0");
        // an authorisation server that is out of order is waited for so long
        properties.setProperty("camel.component.b24openlines.max-wait", "2000");
        properties.setProperty("camel.health.producers-enabled", "true");
        properties.setProperty("camel.health.exposure-level", "full");
        properties.setProperty("camel.component.b24openlines.client-id", "{{desk.clientId}}");
        properties.setProperty("camel.component.b24openlines.client-secret", "{{desk.clientSecret}}");
        properties.setProperty("camel.component.b24openlines.access-token", "{{desk.accessToken}}");
        properties.setProperty("camel.component.b24openlines.refresh-token", "{{desk.refreshToken}}");
        properties.setProperty("camel.component.b24openlines.token-store", "#bean:tokens");
        properties.setProperty("desk.clientId", CLIENT);
        properties.setProperty("desk.clientSecret", SECRET);
        properties.setProperty("desk.accessToken", pair.accessToken());
        properties.setProperty("desk.refreshToken", pair.refreshToken());
        Main main = new Main();
        main.setInitialProperties(properties);
        main.bind("tokens", store);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:answer").to("b24openlines:answer?responseTimeout=500");
                from("direct:boris").to("b24openlines:answer?actAs=boris&credentialSource=#bean:employees");
                from("direct:event").to("b24openlines:answer?portal=event");
            }
        });
        return main;
    }

    private void act(CamelContext context, PortalSimulator portal, JdbcTokenStore store) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (String route : List.of("direct:answer", "direct:boris")) {
                TokenPair sent = route.equals("direct:boris") ? boris : latest;
                String echo = "you sent " + List.of(CLIENT, SECRET, sent.accessToken(), sent.refreshToken());
                for (int which = 0; which < (route.equals("direct:boris") ? 2 : FAULTS); which++) {
                    Fault fault = faults(echo, portal).get(which);
                    clock.advance(Duration.ofHours(1));
                    portal.faults().always(TOKEN, fault);
                    send(template, route, portal);
                    portal.faults().clear();
                    renew(portal, store);
                    echo = "you sent " + List.of(CLIENT, SECRET, latest.accessToken(), latest.refreshToken());
                    send(template, route, portal);
                }
                portal.faults().next("imopenlines.operator.answer", Fault.status(401, "invalid_token", echo));
                send(template, route, portal);
            }
            send(template, "direct:event", portal);
            // the database does not let the store in any more
            clock.advance(Duration.ofHours(1));
            database.setPassword("wrong-" + PASSWORD);
            send(template, "direct:answer", portal);
            assertThat(shown).anySatisfy(text -> assertThat(text).contains("SQLSTATE"));
        }
    }

    private static List<Fault> faults(String echo, PortalSimulator portal) {
        return List.of(
                Fault.status(400, "invalid_grant", echo),
                Fault.status(401, echo, echo),
                Fault.status(500, "INTERNAL_SERVER_ERROR", echo),
                Fault.status(503, "QUERY_LIMIT_EXCEEDED", echo),
                Fault.html(502),
                Fault.raw(200, "application/json", "{\"" + echo + "\""),
                Fault.redirect(portal.url() + "/oauth/token/?refresh_token=x"),
                Fault.cutBeforeExecution(),
                Fault.halfBody());
    }

    /** What is stored after a loss is another pair of Anna's, as after a new authorisation. */
    private void renew(PortalSimulator portal, JdbcTokenStore store) {
        TokenPair again = portal.authorize(CLIENT, 27);
        latest = again;
        secrets.addAll(List.of(again.accessToken(), again.refreshToken()));
        for (TokenKey key : keys()) {
            store.update(
                    key,
                    before -> Optional.of(new Tokens(
                            again.accessToken(),
                            again.refreshToken(),
                            null,
                            null,
                            27,
                            null,
                            null,
                            "canary-application")));
        }
        secrets.add("canary-application");
    }

    private Collection<TokenKey> keys() {
        List<TokenKey> keys = new ArrayList<>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT client_id, member_id, user_id FROM b24openlines_tokens")) {
            while (rows.next()) {
                keys.add(new TokenKey(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return keys;
    }

    private void send(ProducerTemplate template, String route, PortalSimulator portal) {
        long chat = portal.client("Client " + portal.dialogs().size()).on(15).writes("Hello");
        Exchange done = template.send(route, exchange -> exchange.getMessage().setBody(chat));
        shown.addAll(OperatorsView.of(template.getCamelContext()));
        if (done.getException() != null) {
            shown.add(ExceptionUtils.getStackTrace(done.getException()));
        }
    }

    private void show(CamelContext context, JdbcTokenStore store) throws Exception {
        for (Endpoint endpoint : context.getEndpoints()) {
            shown.add(endpoint.getEndpointUri() + " " + endpoint.getEndpointKey() + " " + endpoint);
        }
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        shown.add(component + " " + component.getConfiguration() + " " + store);
        shown.add(String.valueOf(component.settings(component.getConfiguration())));
        B24OpenLinesConfiguration wrong = component.getConfiguration().copy();
        wrong.setAuthToken("1/" + SECRET);
        shown.add(ExceptionUtils.getStackTrace(catchThrowable(() -> component.settings(wrong))));
        assertThat(shown)
                .anySatisfy(text -> assertThat(text).contains("producer:b24openlines-", "DOWN", "invalid_grant"));
        shown.addAll(JmxAttributes.all());
    }
}
