// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal whose certificate the JVM does not trust, by properties alone, as docs/credentials.md has them. */
class OwnCertificateTest {
    private static final String BEANS = "camel.beans.";
    private static final String JSSE = "#class:org.apache.camel.support.jsse.";
    private static final String COMPONENT = "camel.component.b24openlines.";

    @TempDir
    Path folder;

    private PortalSimulator portal;

    @BeforeEach
    void open() {
        portal = PortalSimulator.standard().https().start();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void aTrustStoreOfTheContextIsUsed() throws Exception {
        assertThat(called(Map.of(
                        "camel.ssl.enabled",
                        "true",
                        "camel.ssl.trustStore",
                        "file:" + store(),
                        "camel.ssl.trustStorePassword",
                        "changeit",
                        COMPONENT + "use-global-ssl-context-parameters",
                        "true")))
                .isNull();
    }

    @Test
    void aTrustStoreOfTheComponentAloneIsUsed() throws Exception {
        assertThat(called(Map.of(
                        BEANS + "portalStore",
                        JSSE + "KeyStoreParameters",
                        BEANS + "portalStore.resource",
                        "file:" + store(),
                        BEANS + "portalStore.password",
                        "changeit",
                        BEANS + "portalTrust",
                        JSSE + "TrustManagersParameters",
                        BEANS + "portalTrust.keyStore",
                        "#bean:portalStore",
                        BEANS + "portalTls",
                        JSSE + "SSLContextParameters",
                        BEANS + "portalTls.trustManagers",
                        "#bean:portalTrust",
                        COMPONENT + "ssl-context-parameters",
                        "#bean:portalTls")))
                .isNull();
    }

    @Test
    void withoutOneThePortalIsNotTrusted() throws Exception {
        assertThat(called(Map.of())).isInstanceOf(B24UnavailableException.class);
    }

    private Path store() {
        Path file = folder.resolve("portal.p12");
        portal.writeTrustStore(file, "changeit");
        return file;
    }

    private Exception called(Map<String, String> properties) throws Exception {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty(COMPONENT + "portal-url", portal.url());
        all.setProperty(COMPONENT + "auth-token", portal.webhook(27).authToken());
        Main main = new Main();
        main.configure().withAutoConfigurationLogSummary(false).withBasePackageScanEnabled(false);
        main.setOverrideProperties(all);
        main.start();
        try (ProducerTemplate template = main.getCamelTemplate()) {
            Processor nothing = exchange -> {};
            Exchange done = template.send("b24openlines:userCurrent", nothing);
            return done.getException();
        } finally {
            main.stop();
        }
    }
}
