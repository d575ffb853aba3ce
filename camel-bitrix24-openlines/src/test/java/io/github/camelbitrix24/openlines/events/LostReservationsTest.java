// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When reservations are looked for, on a turned clock. */
class LostReservationsTest {
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);

    private final LostReservations lost = new LostReservations(() -> now);

    @Test
    void looksGoOnAsLongAsTheRequestMayBeAtWork() {
        assertThat(looksWithin(300)).containsExactly(0, 1, 5, 20, 90);

        lost.begin();

        assertThat(looksWithin(300)).containsExactly(0, 1, 5, 20, 90);
    }

    @Test
    void anAnswerLostMeanwhileBeginsAnew() {
        assertThat(looksWithin(10)).containsExactly(0, 1, 5);

        lost.begin();

        assertThat(looksWithin(10)).containsExactly(0, 1, 5);
    }

    @Test
    void oneLookAfterALongPauseStandsForAllBefore() {
        turn(60);

        assertThat(looksWithin(100)).containsExactly(0, 30);
    }

    @Test
    void aLookThatFailsIsDueAgain() {
        assertThat(lost.due()).isTrue();
        assertThat(lost.due()).isTrue();
    }

    @Test
    void aLookShowsWhatWasThereWhenItBegan() {
        assertThat(lost.due()).isTrue();
        turn(2);
        lost.looked();

        assertThat(lost.due()).as("the look after a second is still to come").isTrue();
    }

    private List<Integer> looksWithin(int seconds) {
        List<Integer> looks = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            if (lost.due()) {
                looks.add(second);
                lost.looked();
            }
            turn(1);
        }
        return looks;
    }

    private void turn(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
