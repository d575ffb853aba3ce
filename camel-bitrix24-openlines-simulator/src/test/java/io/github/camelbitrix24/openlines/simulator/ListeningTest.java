// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a portal listens, and how it speaks HTTPS. */
class ListeningTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost"})
    @Row("1.1/https")
    void aSecurePortalIsTrustedByItsOwnContext(String host) throws Exception {
        try (PortalSimulator portal =
                PortalSimulator.standard().host(host).https().start()) {
            assertThat(portal.url()).startsWith("https://" + host + ":");
            assertThat(portal.webhook(27).url()).startsWith("https://");
            assertThat(call(portal, portal.sslContext()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Row("1.11/connection-refused-dns-tls-failure-before-se")
    void aClientThatTrustsOnlyKnownAuthoritiesRefusesThePortal() {
        try (PortalSimulator portal = PortalSimulator.standard().https().start()) {
            assertThatThrownBy(() -> call(portal, SSLContext.getDefault())).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void theCertificateIsThereAsTextAndAsATrustStore(@TempDir Path folder) throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().https().start()) {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(portal.certificatePem().getBytes(StandardCharsets.US_ASCII)));
            KeyStore written = KeyStore.getInstance(
                    portal.writeTrustStore(folder.resolve("trust.p12"), "changeit")
                            .toFile(),
                    "changeit".toCharArray());

            certificate.checkValidity();
            certificate.verify(certificate.getPublicKey());
            assertThat(portal.trustStore().getCertificateAlias(certificate)).isNotNull();
            assertThat(written.getCertificateAlias(certificate)).isNotNull();
            assertThat(call(portal, trusting(written)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPlainPortalHasNoCertificate() {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            assertThatThrownBy(portal::sslContext)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PortalBuilder.https()");
        }
    }

    @Test
    void aPortalOnAnotherAddressIsFoundThere() throws Exception {
        try (PortalSimulator portal =
                PortalSimulator.standard().host("127.0.0.2").start()) {
            assertThat(portal.url()).startsWith("http://127.0.0.2:");
            assertThat(call(portal, SSLContext.getDefault()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void onlyAnExposedPortalListensOnMoreThanLoopback() {
        assertThatThrownBy(() -> PortalSimulator.standard().host("0.0.0.0").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("exposed()");
        try (PortalSimulator portal =
                PortalSimulator.standard().host("0.0.0.0").exposed().start()) {
            assertThat(portal.url()).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void aHostWithoutAddressIsNamed() {
        assertThatThrownBy(() -> PortalSimulator.standard().host("no such host").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such host");
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> call(PortalSimulator portal, SSLContext context)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(portal.webhook(27).url() + "server.time"))
                .build();
        return HttpClient.newBuilder().sslContext(context).build().send(request, BodyHandlers.ofString());
    }
}
