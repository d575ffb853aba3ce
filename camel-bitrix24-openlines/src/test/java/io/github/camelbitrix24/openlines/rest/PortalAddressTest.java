// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses leave the machine in clear text. */
class PortalAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.0.1.1:8080",
                "http://127.255.255.254",
                "http://[::1]:8080",
                "http://[0:0:0:0:0:0:0:1]",
                "https://example.bitrix24.com"
            })
    void ofTheOwnMachineOrEncryptedIsNotExposed(String portalUrl) {
        assertThat(PortalAddress.parse(portalUrl).exposed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.bitrix24.com",
                "http://127.0.0.1.example.com",
                "http://127.0.0.1.5.example",
                "http://128.0.0.1",
                "http://12.7.0.1",
                "http://[::2]"
            })
    void elsewhereInClearTextIsExposed(String portalUrl) {
        assertThat(PortalAddress.parse(portalUrl).exposed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://my_portal.bitrix24.com, https://my_portal.bitrix24.com",
        "https://_crm.example.com:8443/, https://_crm.example.com:8443",
        "HTTPS://CRM_1.Example.com, https://crm_1.example.com",
        "https://портал.рф, https://xn--80awhdgm.xn--p1ai",
        "http://Müller.example:8080, http://xn--mller-kva.example:8080",
        "https://xn--80awhdgm.xn--p1ai, https://xn--80awhdgm.xn--p1ai",
        "http://[::1]:8080, http://[::1]:8080",
        "http://localhost, http://localhost"
    })
    void namesWithUnderscoresAndOtherScriptsAreHosts(String portalUrl, String address) {
        assertThat(PortalAddress.parse(portalUrl)).hasToString(address);
        assertThat(PortalAddress.ofEndpoint(portalUrl)).contains(PortalAddress.parse(address));
        assertThat(PortalAddress.parse(portalUrl).resolve("/rest/1/c/m").toString())
                .isEqualTo(address + "/rest/1/c/m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///rest",
                "https://user@my_portal.example",
                "https://user:word@my_portal.example",
                "https://my_portal.example:port",
                "https://my_portal.example:1:2",
                "https://my%5Fportal.example",
                "https://-",
                "https://a..b_c.example/x",
                "https://my portal.example"
            })
    void otherAuthoritiesAreRefused(String portalUrl) {
        assertThatThrownBy(() -> PortalAddress.parse(portalUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("portalUrl");
    }
}
