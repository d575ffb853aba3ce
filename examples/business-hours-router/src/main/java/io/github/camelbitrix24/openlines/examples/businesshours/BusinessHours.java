// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.businesshours;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** When somebody is there; a bean whose properties stand in {@code application.properties}. */
public final class BusinessHours {
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("EEEE 'at' HH:mm", Locale.ENGLISH);

    private Clock clock = Clock.systemUTC();
    private ZoneId zone = ZoneId.systemDefault();
    private DayOfWeek firstDay = DayOfWeek.MONDAY;
    private DayOfWeek lastDay = DayOfWeek.FRIDAY;
    private LocalTime opens = LocalTime.of(9, 0);
    private LocalTime closes = LocalTime.of(18, 0);
    private final Set<LocalDate> holidays = new TreeSet<>();

    /** Another clock than the machine's, for tests. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    /** Where the people are, {@code Europe/Berlin} say: the server may be anywhere. */
    public void setZone(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** First and last day of the week, {@code MONDAY-FRIDAY} say. */
    public void setDays(String days) {
        String[] ends = days.split("-");
        firstDay = DayOfWeek.valueOf(ends[0].trim());
        lastDay = DayOfWeek.valueOf(ends[1].trim());
    }

    /** From and until, {@code 09:00-18:00} say. */
    public void setTime(String time) {
        String[] ends = time.split("-");
        opens = LocalTime.parse(ends[0].trim());
        closes = LocalTime.parse(ends[1].trim());
    }

    /** Dates with a comma between them. */
    public void setHolidays(String dates) {
        Stream.of(dates.split(","))
                .map(String::trim)
                .filter(date -> !date.isEmpty())
                .map(LocalDate::parse)
                .forEach(holidays::add);
    }

    /** Whether somebody is there now. */
    public boolean isOpen() {
        ZonedDateTime now = now();
        return isWorkday(now.toLocalDate())
                && !now.toLocalTime().isBefore(opens)
                && now.toLocalTime().isBefore(closes);
    }

    /** When somebody comes back, as a client reads it: {@code Monday at 09:00}. */
    public String opensAgain() {
        ZonedDateTime now = now();
        LocalDate day = now.toLocalTime().isBefore(opens)
                ? now.toLocalDate()
                : now.toLocalDate().plusDays(1);
        while (!isWorkday(day)) {
            day = day.plusDays(1);
        }
        return day.atTime(opens).format(SPOKEN);
    }

    private boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek().compareTo(firstDay) >= 0
                && day.getDayOfWeek().compareTo(lastDay) <= 0
                && !holidays.contains(day);
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }
}
