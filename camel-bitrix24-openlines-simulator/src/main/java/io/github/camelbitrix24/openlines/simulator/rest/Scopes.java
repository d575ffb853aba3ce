// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.List;
import java.util.Set;

/** The scopes of the portal and what a method needs of them. */
public final class Scopes {

    static final String OPEN_LINES = "imopenlines";
    static final String BOTS = "imbot";
    static final String MESSENGER = "im";

    /** Any of these lets a caller read users (§7.8). */
    static final Set<String> USERS = Set.of("user", "user_basic", "user_brief");

    private static final List<String> ALL = List.of(
            BOTS, MESSENGER, "imconnector", OPEN_LINES, "crm", "department", "user", "user_basic", "user_brief");

    private Scopes() {}

    public static List<String> all() {
        return ALL;
    }
}
