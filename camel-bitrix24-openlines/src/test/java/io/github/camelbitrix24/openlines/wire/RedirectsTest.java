// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a redirect that is not followed is called. */
class RedirectsTest {
    private static final RestCall CALL = new RestCall("imopenlines.operator.answer", Map.of(), 7L, true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "https://x.bitrix24.com|https://x.bitrix24.com/coupon.php?a=secret|another page of its own host x.bitrix24.com",
                "https://x.bitrix24.com|https://X.Bitrix24.COM/rest/1/secret/m|another page of its own host x.bitrix24.com",
                "https://x.bitrix24.com|https://x.bitrix24.com:443/|another page of its own host x.bitrix24.com",
                "https://x.bitrix24.com|/coupon.php|another page of its own host x.bitrix24.com",
                "https://x.bitrix24.com|coupon.php|another page of its own host x.bitrix24.com",
                "https://x.bitrix24.com|//x.bitrix24.com/secret|another page of its own host x.bitrix24.com",
                "http://10.0.0.1:8080|/auth/|another page of its own host 10.0.0.1",
                "http://x.bitrix24.com|https://x.bitrix24.com/rest/1/secret/m|wants https (HTTP 301): set portalUrl to https://x.bitrix24.com",
                "http://crm.local:8080|https://crm.local:8443/|set portalUrl to https://crm.local:8443",
                "https://x.bitrix24.com|http://x.bitrix24.com/rest/1/secret/m|from https to http",
                "https://x.bitrix24.com|-|does not say to which address",
                "https://x.bitrix24.com|''|does not say to which address",
                "https://x.bitrix24.com|'http://[broken secret'|does not say to which address",
                "https://x.bitrix24.com|mailto:secret@example.com|does not say to which address"
            })
    void aRedirectThatIsNoMoveIsNotCalledOne(String portal, String location, String said) {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            assertThat(refusal(portal, location, status))
                    .hasMessageContaining(said.replace("301", String.valueOf(status)))
                    .hasMessageContaining("HTTP " + status)
                    .hasMessageContaining("was not executed")
                    .hasMessageNotContaining("moved")
                    .hasMessageNotContaining("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://old.bitrix24.com, https://evil.example/rest/1/secret/m, evil.example",
        "https://old.bitrix24.com, //evil.example/rest/, evil.example",
        "https://old.bitrix24.com, https://user:secret@evil_host.example/, evil_host.example",
        "https://old.bitrix24.com, http://new.bitrix24.com/rest/, new.bitrix24.com"
    })
    void aMoveToAHostThatIsNotAllowedNamesTheHostAlone(String portal, String location, String host) {
        assertThat(refusal(portal, location, 302))
                .hasMessageContaining("the portal has moved to " + host + " (HTTP 302)")
                .hasMessageContaining("allowedRedirectHosts")
                .hasMessageNotContaining("secret");
    }

    private static B24Exception refusal(String portal, String location, int status) {
        B24Exception failure =
                Failures.of(CALL, new Delivery.Moved(status, location, PortalAddress.parse(portal)), 1, null);
        assertThat(failure).isExactlyInstanceOf(B24UnavailableException.class);
        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        return failure;
    }
}
