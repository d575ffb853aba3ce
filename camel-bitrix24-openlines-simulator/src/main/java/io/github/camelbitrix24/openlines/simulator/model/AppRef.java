// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.util.Set;

/** An installed application, as events and the methods that only applications may call know it (§7.10, §8.2). */
public record AppRef(String clientId, String applicationToken, Set<String> scopes) {

    public AppRef {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "AppRef[" + clientId + "]";
    }
}
