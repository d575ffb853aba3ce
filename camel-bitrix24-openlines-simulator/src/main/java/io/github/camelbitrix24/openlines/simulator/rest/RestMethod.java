// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.Set;

/**
 * A row of the method table.
 *
 * @param scopes any one of them suffices; none are needed if empty
 */
record RestMethod(String name, Set<String> scopes, KeyCase keyCase, Handler handler) {

    /** Runs under the portal's lock; returns the result, or a {@link RestAnswer.Success} with paging. */
    interface Handler {
        Object handle(Call call);
    }

    boolean actsOnDialog() {
        return name.startsWith("imopenlines.operator.") || name.startsWith("imopenlines.bot.session.");
    }

    boolean isGranted(Set<String> granted) {
        return scopes.isEmpty() || scopes.stream().anyMatch(granted::contains);
    }
}
