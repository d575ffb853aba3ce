// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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
}
