// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.businesshours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opening and closing to the minute, over weekends, holidays and the change of summer time. */
class BusinessHoursTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-19T08:59:59, false, Thursday at 09:00",
        "2026-03-19T09:00:00, true, Friday at 09:00",
        "2026-03-19T17:59:59, true, Friday at 09:00",
        "2026-03-19T18:00:00, false, Friday at 09:00",
        "2026-03-20T18:00:00, false, Monday at 09:00",
        "2026-03-21T11:00:00, false, Monday at 09:00",
        "2026-03-29T23:00:00, false, Monday at 09:00",
        "2026-03-30T09:00:00, true, Tuesday at 09:00",
        "2026-04-02T20:00:00, false, Tuesday at 09:00",
        "2026-04-03T11:00:00, false, Tuesday at 09:00",
    })
    void itIsOpen(LocalDateTime inBerlin, boolean open, String again) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        BusinessHours hours = new BusinessHours();
        hours.setZone("Europe/Berlin");
        hours.setDays("MONDAY-FRIDAY");
        hours.setTime("09:00-18:00");
        hours.setHolidays("2026-04-03, 2026-04-06");
        hours.setClock(Clock.fixed(inBerlin.atZone(berlin).toInstant(), ZoneId.of("UTC")));

        assertThat(hours.isOpen()).isEqualTo(open);
        assertThat(hours.opensAgain()).isEqualTo(again);
    }
}
