// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.main.Main;

/** Starts one file of routes with Camel Main and stops it; run in a JVM that has no more than a reader's project. */
final class RecipeStart {
    static final String STARTED = "started ";

    private RecipeStart() {}

    /**
     * Starts it.
     *
     * @param arguments the file of the routes and that of the properties
     */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(Path.of(arguments[1])));
        properties.setProperty("camel.main.routes-include-pattern", "file:" + arguments[0]);
        Main main = new Main();
        main.setOverrideProperties(properties);
        main.start();
        System.out.println(STARTED + main.getCamelContext().getRoutes().size());
        main.stop();
    }
}
