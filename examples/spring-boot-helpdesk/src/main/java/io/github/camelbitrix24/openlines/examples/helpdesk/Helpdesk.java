// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import io.github.camelbitrix24.openlines.examples.Example;
import io.github.camelbitrix24.openlines.examples.PortalFile;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The application. */
@SpringBootApplication
public class Helpdesk {
    private static final Logger LOG = LoggerFactory.getLogger("desk");

    /**
     * Starts the helpdesk.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties, {@code -Ddesk.goOn=true} lets it go on after the
     *     demonstration
     */
    public static void main(String[] arguments) throws Exception {
        if (PortalFile.isNamed()) {
            LOG.info(
                    "The page is at http://127.0.0.1:{}/",
                    start(PortalFile.named()).getWebServer().getPort());
            return;
        }
        try (Shift shift = new Shift();
                ServletWebServerApplicationContext helpdesk = start(shift.properties())) {
            shift.helpdeskAt(helpdesk.getWebServer().getPort());
            Example.play(shift);
        }
    }

    static ServletWebServerApplicationContext start(Properties properties) {
        String[] arguments = properties.stringPropertyNames().stream()
                .map(name -> "--" + name + "=" + properties.getProperty(name))
                .toArray(String[]::new);
        return (ServletWebServerApplicationContext) SpringApplication.run(Helpdesk.class, arguments);
    }
}
