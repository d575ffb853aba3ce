// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/** A bot registered through a webhook; the token is its {@code botToken} and its {@code CLIENT_ID} (§7.4, §11.1). */
public record Bot(long id, String code, String name, String token) {

    @Override
    public String toString() {
        return "Bot[" + id + ", " + code + "]";
    }
}
