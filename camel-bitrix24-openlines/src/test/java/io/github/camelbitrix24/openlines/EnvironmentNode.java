// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.Bot;
import java.util.Properties;
import org.apache.camel.main.Main;

/** Tells what Camel Main has taken of the environment; its arguments are properties, {@code name=value}. */
final class EnvironmentNode {
    private EnvironmentNode() {}

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        for (String argument : arguments) {
            properties.setProperty(
                    argument.substring(0, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
        }
        Main main = new Main();
        main.configure().withAutoConfigurationLogSummary(false).withBasePackageScanEnabled(false);
        main.setInitialProperties(properties);
        main.start();
        try {
            B24OpenLinesConfiguration options = main.getCamelContext()
                    .getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            Bot bot = main.getCamelContext().getRegistry().lookupByNameAndType("supportBot", Bot.class);
            System.out.println("portalUrl " + options.getPortalUrl());
            System.out.println("authToken " + options.getAuthToken());
            System.out.println("maxInFlight " + options.getMaxInFlight());
            System.out.println("botId " + (bot == null ? null : bot.id()));
            System.out.println("botToken " + (bot == null ? null : bot.token()));
        } finally {
            main.stop();
        }
    }
}
