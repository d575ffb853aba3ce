// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import java.time.Duration;
import java.time.Instant;

/** Makes the tokens that events carry (§8.2); with one of them the application calls in the user's name. */
public interface TokenIssuer {

    /** A token with its times and what renews it. */
    record Issued(String accessToken, String refreshToken, Instant expires, Duration expiresIn) {

        @Override
        public String toString() {
            return "Issued[until " + expires + "]";
        }
    }

    /** @param generation how many events lie behind the token, the one that carries it among them (§8.1) */
    Issued issue(AppRef app, long userId, int generation, Instant now);
}
