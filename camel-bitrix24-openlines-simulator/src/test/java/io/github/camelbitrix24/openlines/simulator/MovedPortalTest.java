// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Portals that have got another address (§1.10). */
class MovedPortalTest extends PortalTest {

    private PortalSimulator home;

    @BeforeEach
    void startNewHome() {
        home = PortalSimulator.standard()
                .clock(clock)
                .host("127.0.0.2")
                .webhook(27, "secret")
                .start();
    }

    @AfterEach
    void closeNewHome() {
        home.close();
    }

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.webhook(27, "secret").rateLimit(2, 50);
    }

    @Test
    @Row("1.10/portal-renamed-cloud")
    void everyRequestIsSentOnToTheSamePathThere() throws Exception {
        portal.moveTo(home.url());

        HttpResponse<String> first = send(portal, "server.time.json?a=1");
        HttpResponse<String> second = send(portal, "no.such.method");

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(location(first)).isEqualTo(home.url() + "/rest/27/secret/server.time.json?a=1");
        assertThat(location(second)).isEqualTo(home.url() + "/rest/27/secret/no.such.method");
        assertThat(portal.executions()).isEmpty();
        assertThat(portal.rate().level()).isZero();
    }

    @Test
    @Row({"1.1/host", "1.10/portal-renamed-cloud", "5.3/domain-change"})
    void theSamePostIsUnderstoodThere() throws Exception {
        portal.moveTo(home.url() + "/");

        String there = location(send(portal, "server.time"));

        assertThat(post(there, "application/json", "{}").status()).isEqualTo(200);
        assertThat(home.executions("server.time")).hasSize(1);
    }

    @Test
    void aPortalCanMoveBack() {
        portal.moveTo(home.url());
        portal.moveBack();

        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    void scriptedFaultsWin() {
        portal.moveTo(home.url());
        portal.faults().next("server.time", Fault.status(500, "SCRIPTED"));

        assertThat(call(27, "server.time").outcome()).isEqualTo("500 SCRIPTED");
    }

    @Test
    void aSingleRequestCanBeSentOnByAFault() throws Exception {
        portal.faults().next("server.time", Fault.moved(home.url()));

        assertThat(location(send(portal, "server.time"))).isEqualTo(home.url() + "/rest/27/secret/server.time");
        assertThat(send(portal, "server.time").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"renamed.example", "ftp://renamed.example", "http://renamed.example/rest/", "http:x", "::"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> portal.moveTo(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address)
                .hasMessageContaining("http://127.0.0.1:8080");
        assertThatThrownBy(() -> Fault.moved(address)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpResponse<String> send(PortalSimulator to, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(to.url() + "/rest/27/secret/" + method))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
