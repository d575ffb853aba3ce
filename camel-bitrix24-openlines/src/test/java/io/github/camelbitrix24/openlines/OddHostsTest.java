// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import java.net.IDN;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Portals at names with an underscore, and at names in other scripts, on the wire. A proxy takes their place. */
@Timeout(120)
class OddHostsTest {

    @ParameterizedTest
    @CsvSource({
        "http://my_portal.example, my_portal.example",
        "http://_crm_.example:8080, _crm_.example:8080",
        "http://портал.рф, xn--80awhdgm.xn--p1ai",
        "http://MÜLLER.example, xn--mller-kva.example"
    })
    void areCalledByTheirNames(String portalUrl, String host) throws Exception {
        try (RawServer proxy = new RawServer(connection -> connection.always(RawServer.yes()));
                TestDesk desk = TestDesk.at(portalUrl)) {
            Exchange exchange = desk.send("b24openlines:spam?proxyHost=127.0.0.1&proxyPort=" + proxy.port(), 7);

            assertThat(exchange.getException()).isNull();
            assertThat(proxy.requests)
                    .singleElement()
                    .asString()
                    .startsWith("POST http://" + host + "/rest/1/secretcode/imopenlines.operator.spam HTTP/1.1")
                    .containsIgnoringCase("\r\nHost: " + host + "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"https://my_portal.example, my_portal.example:443", "https://портал.рф, xn--80awhdgm.xn--p1ai:443"})
    void areAskedForByTheirNamesInATunnel(String portalUrl, String host) throws Exception {
        try (RawServer proxy = new RawServer(connection -> {
                    connection.read();
                    connection.write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
                });
                TestDesk desk = TestDesk.at(portalUrl)) {
            Exchange exchange = desk.send(
                    "b24openlines:spam?maxRetries=0&proxyAuthScheme=http&proxyHost=127.0.0.1&proxyPort=" + proxy.port(),
                    7);

            assertThat(exchange.getException()).isInstanceOf(B24UnavailableException.class);
            assertThat(proxy.requests).singleElement().asString().startsWith("CONNECT " + host + " HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"my_portal.example", "наш.портал.рф"})
    void mayBeMovedTo(String name) throws Exception {
        try (RawServer proxy = new RawServer(connection -> {
                    String request = connection.read();
                    while (request != null) {
                        connection.write(
                                request.startsWith("POST http://old.example/")
                                        ? "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://"
                                                + IDN.toASCII(name) + "/rest/1/secretcode/m\r\n\r\n"
                                        : RawServer.yes());
                        request = connection.read();
                    }
                });
                TestDesk desk = TestDesk.at("http://old.example")) {
            String uri =
                    "b24openlines:spam?allowedRedirectHosts=" + name + "&proxyHost=127.0.0.1&proxyPort=" + proxy.port();
            assertThat(desk.send(uri, 7).getException()).isNull();
            assertThat(desk.send(uri, 7).getException()).isNull();
            assertThat(proxy.requests).hasSize(3);
        }
    }
}
