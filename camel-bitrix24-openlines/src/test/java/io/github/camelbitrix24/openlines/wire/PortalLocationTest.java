// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a portal that has moved may send its callers. */
class PortalLocationTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://old.bitrix24.com, -, https://new.bitrix24.com/rest/1/x/m, true",
                "https://old.bitrix24.com, -, https://new.bitrix24.com.br/rest/1/x/m, true",
                "https://old.bitrix24.com, -, HTTPS://NEW.Bitrix24.DE/rest/1/x/m, true",
                "http://old.bitrix24.com, -, https://new.bitrix24.com/rest/1/x/m, true",
                "https://old.bitrix24.com, -, http://new.bitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://old.bitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://x.bitrix24.evil.example/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://a.b.bitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://bitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://evilbitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://new.bitrix24.com/coupon.php, false",
                "https://old.bitrix24.com, -, https://user@new.bitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, /rest/1/x/m, false",
                "https://old.bitrix24.com, -, ftp://new.bitrix24.com/rest/1/x/m, false",
                "https://old.bitrix24.com, -, 'not an address', false",
                "https://old.bitrix24.com, -, https://new.bitrix24.com:99999/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://new.bitrix24.com:65536/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://new.bitrix24.com:0/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://new.bitrix24.com:99999999999999999999/rest/1/x/m, false",
                "https://old.bitrix24.com, -, https://new.bitrix24.com:65535/rest/1/x/m, true",
                "https://old.bitrix24.com, -, https://new_one.bitrix24.com/rest/1/x/m, true",
                "https://old.bitrix24.com, -, https://new.bitrix24.com。evil.example/rest/1/x/m, false",
                "https://old_one.example, портал.рф, https://xn--80aswg.xn--p1ai/rest/1/x/m, false",
                "https://old_one.example, портал.рф, https://xn--80awhdgm.xn--p1ai/rest/1/x/m, true",
                "https://old_one.example, '*.ПОРТАЛ.рф', https://наш.портал.рф/rest/1/x/m, true",
                "https://old.bitrix24.com, -, -, false",
                "https://crm.example.com, 'portal.example.com', https://portal.example.com/rest/1/x/m, true",
                "https://crm.example.com, 'a.example.com, *.example.com', https://portal.example.com/rest/1/x/m, true",
                "https://crm.example.com, '*.example.com', https://a.b.example.com/rest/1/x/m, false",
                "https://crm.example.com, '*.example.com', https://example.com/rest/1/x/m, false",
                "https://crm.example.com, 'portal.example.com', https://new.bitrix24.com/rest/1/x/m, false"
            })
    void isFollowedToAllowedHostsOnly(String portal, String allowed, String location, boolean followed) {
        PortalAddress sentTo = PortalAddress.parse(portal);
        PortalLocation place = new PortalLocation(sentTo, RedirectHosts.parse(allowed));

        assertThat(place.follow(sentTo, location).isPresent()).isEqualTo(followed);
    }

    private static final PortalAddress HERE = PortalAddress.parse("https://old.bitrix24.com");
    private static final PortalAddress THERE = PortalAddress.parse("https://new.bitrix24.com");
    private static final Delivery ANSWERED = new Delivery.Answered(new RestResponse(true, null, 1, null));
    private static final Delivery REJECTED = new Delivery.Rejected("CHAT_ID", null, 400, null);
    private static final Delivery UNREACHED = new Delivery.NotSent("connection refused", false, null);

    static Stream<Delivery> failures() {
        return Stream.of(
                UNREACHED,
                new Delivery.Lost("reset"),
                new Delivery.Unreadable(200),
                new Delivery.Moved(302, null, HERE));
    }

    private final PortalLocation place = new PortalLocation(HERE, RedirectHosts.parse(null));

    @ParameterizedTest
    @MethodSource("failures")
    void anAddressThatHasNotAnsweredIsNotKept(Delivery failure) {
        place.followed(HERE, THERE, failure);

        assertThat(place.address()).isEqualTo(HERE);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anAddressThatFailsIsGivenUpForTheConfiguredOne(Delivery failure) {
        place.followed(HERE, THERE, REJECTED);
        place.used(THERE, ANSWERED);
        assertThat(place.address()).isEqualTo(THERE);

        place.used(THERE, failure);

        assertThat(place.address()).isEqualTo(HERE);
    }

    @Test
    void theOtherAddressIsTriedAgainWhenTheConfiguredOneCannotBeReached() {
        place.announced(THERE);
        place.used(THERE, UNREACHED);
        assertThat(place.address()).isEqualTo(HERE);

        place.used(HERE, new Delivery.Lost("reset"));
        assertThat(place.address()).isEqualTo(HERE);
        place.used(HERE, UNREACHED);
        assertThat(place.address()).isEqualTo(THERE);
    }

    @Test
    void aStopIsNoFailureOfAnAddress() {
        place.followed(HERE, THERE, ANSWERED);

        place.used(THERE, new Delivery.NotSent("stopped", true, null));

        assertThat(place.address()).isEqualTo(THERE);
    }

    @Test
    void queriesAreWrittenAsPhpReadsThem() {
        assertThat(PhpQuery.write(Map.of("fields", Map.of("message", "1+1 = 2 & so?"))))
                .isEqualTo("fields%5Bmessage%5D=1%2B1+%3D+2+%26+so%3F");
        assertThat(PhpQuery.write(Map.of("ids", List.of(1, "zwölf", true, false))))
                .isEqualTo("ids%5B0%5D=1&ids%5B1%5D=zw%C3%B6lf&ids%5B2%5D=1&ids%5B3%5D=0");
    }
}
