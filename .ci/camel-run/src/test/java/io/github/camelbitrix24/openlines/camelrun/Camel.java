// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.camelrun;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The camel command. */
final class Camel {
    private Camel() {}

    public static void main(String[] args) {
        CamelJBangMain.run(args);
    }
}
