// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A portal with a certificate of its own, and one that moves. */
@Timeout(120)
class MovedPortalTest {
    private static final String ANSWER = "imopenlines.operator.answer";

    @Test
    void aSecretNeverGoesFromHttpsToHttp(@TempDir Path folder) throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard().https(), 27);
                PortalSimulator plain = PortalSimulator.standard().start()) {
            desk.bind("trust", trust(desk.portal, folder));
            String uri = "b24openlines:answer?sslContextParameters=#trust&allowedRedirectHosts=localhost";
            long chat = desk.portal.client("Anna").on(22).writes("Hello");
            desk.portal
                    .faults()
                    .next(
                            ANSWER,
                            Fault.redirect(plain.url().replace("127.0.0.1", "localhost") + "/rest/27/c/" + ANSWER));

            Exchange refused = desk.send(uri, chat);
            Exchange answered = desk.send(uri, chat);

            assertThat(refused.getException())
                    .isExactlyInstanceOf(B24UnavailableException.class)
                    .hasMessageContaining("has moved to localhost");
            assertThat(plain.requests()).isEmpty();
            assertThat(answered.getException()).isNull();
            assertThat(answered.getMessage().getBody(OperatorResult.class).result())
                    .isTrue();
            assertThat(desk.portal.executions(ANSWER)).hasSize(1);
        }
    }

    @Test
    void aMoveIsLoggedOnceAndRemembered() throws Exception {
        try (LogCapture log = LogCapture.open();
                TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27)) {
            String uri = "b24openlines:answer?allowedRedirectHosts=localhost";
            desk.portal
                    .faults()
                    .next(
                            ANSWER,
                            Fault.redirect(desk.portal.webhook(27).url().replace("127.0.0.1", "localhost") + ANSWER));
            for (int client = 0; client < 3; client++) {
                long chat = desk.portal.client("Client " + client).on(22).writes("Hello");
                assertThat(desk.send(uri, chat).getException()).isNull();
            }

            assertThat(desk.portal.requests()).hasSize(4);
            assertThat(desk.portal.executions(ANSWER)).hasSize(3);
            assertThat(log.lines().stream().filter(line -> line.contains("has moved to")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {99_999, 65_536, 0, 1})
    void aRedirectToWhereNobodyAnswersEndsItsCallAndIsForgotten(int port) throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27)) {
            String uri = "b24openlines:answer?maxRetries=0&allowedRedirectHosts=localhost";
            long chat = desk.portal.client("Anna").on(22).writes("Hello");
            desk.portal.faults().next(ANSWER, Fault.redirect("http://localhost:" + port + "/rest/27/c/" + ANSWER), 6);

            for (int call = 0; call < 6; call++) {
                assertThat(desk.send(uri, chat).getException()).isExactlyInstanceOf(B24UnavailableException.class);
            }

            assertThat(desk.send(uri, chat).getException()).isNull();
            assertThat(desk.portal.requests()).hasSize(7);
        }
    }

    @Test
    void anAddressThatFailsIsGivenUpForTheConfiguredOne() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27)) {
            String uri = "b24openlines:answer?maxRetries=0&allowedRedirectHosts=localhost";
            long chat = desk.portal.client("Anna").on(22).writes("Hello");
            try (RawServer moved = new RawServer(connection -> connection.always(RawServer.yes()))) {
                String there = moved.url().replace("127.0.0.1", "localhost") + "/rest/27/c/" + ANSWER;
                desk.portal.faults().next(ANSWER, Fault.redirect(there));
                for (int call = 0; call < 3; call++) {
                    assertThat(desk.send(uri, chat).getException()).isNull();
                }
                assertThat(moved.requests).hasSize(3);
            }
            assertThat(desk.portal.requests()).hasSize(1);

            Exchange failed = desk.send(uri, chat);
            Exchange answered = desk.send(uri, chat);

            assertThat(failed.getException())
                    .isInstanceOfAny(B24UnavailableException.class, B24OutcomeUnknownException.class);
            assertThat(answered.getException()).isNull();
            assertThat(desk.portal.executions(ANSWER)).hasSize(1);
        }
    }

    private static SSLContextParameters trust(PortalSimulator portal, Path folder) {
        KeyStoreParameters keys = new KeyStoreParameters();
        keys.setResource(portal.writeTrustStore(folder.resolve("trust.p12"), "changeit")
                .toUri()
                .toString());
        keys.setPassword("changeit");
        keys.setType("PKCS12");
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(keys);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trusted);
        return parameters;
    }
}
