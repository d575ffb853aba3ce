// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.FileTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.events.AtomicFileStateRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beans that keep their things in files can be made without Java. */
class FileBeansTest {
    private static final String AUTH = "#class:io.github.camelbitrix24.openlines.auth.";

    private static final String EVENTS = "#class:io.github.camelbitrix24.openlines.events.";
    private static final TokenKey KEY = new TokenKey("local.app", "0123456789abcdef0123456789abcdef", 27);
    private static final Tokens TOKENS =
            new Tokens("access", "refresh", Instant.EPOCH, KEY.memberId(), 27, null, null, "application-token");

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("employees.properties"), "anna.authToken = 27/code\n");
    }

    @Test
    void aRouteFileMakesThem() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("beans.yaml", """
                    - beans:
                        - name: tokens
                          type: "%1$sFileTokenStore"
                          constructors: { 0: "%2$s/tokens.json" }
                        - name: employees
                          type: "%1$sPropertiesCredentialSource"
                          constructors: { 0: "%2$s/employees.properties" }
                        - name: positions
                          type: "%3$sAtomicFileStateRepository"
                          constructors: { 0: "%2$s/positions.json" }
                    """.formatted(AUTH, folder, EVENTS)));
            context.start();
            theyWork(context);
        }
    }

    @Test
    void propertiesMakeThem() throws Exception {
        Main main = new Main();
        Properties properties = new Properties();
        properties.setProperty("camel.beans.tokens", AUTH + "FileTokenStore('" + folder + "/tokens.json')");
        properties.setProperty(
                "camel.beans.employees", AUTH + "PropertiesCredentialSource('" + folder + "/employees.properties')");
        properties.setProperty(
                "camel.beans.positions", EVENTS + "AtomicFileStateRepository('" + folder + "/positions.json')");
        main.setOverrideProperties(properties);
        main.start();
        try {
            theyWork(main.getCamelContext());
        } finally {
            main.stop();
        }
    }

    private void theyWork(CamelContext context) {
        TokenStore tokens = context.getRegistry().lookupByNameAndType("tokens", TokenStore.class);
        CredentialSource employees = context.getRegistry().lookupByNameAndType("employees", CredentialSource.class);

        AtomicFileStateRepository positions =
                context.getRegistry().lookupByNameAndType("positions", AtomicFileStateRepository.class);

        positions.setState("bot", "17");
        assertThat(new AtomicFileStateRepository(folder.resolve("positions.json")).getState("bot"))
                .isEqualTo("17");
        assertThat(tokens).isInstanceOf(FileTokenStore.class);
        tokens.update(KEY, before -> Optional.of(TOKENS));
        assertThat(folder.resolve("tokens.json")).exists();
        assertThat(employees.find("example.bitrix24.com", "anna")).isPresent();
        assertThat(employees.find("example.bitrix24.com", "boris")).isEmpty();
    }
}
