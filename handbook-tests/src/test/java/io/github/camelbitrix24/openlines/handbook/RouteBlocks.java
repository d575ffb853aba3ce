// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Routes in YAML and XML are loaded by Camel, and started on a simulated portal. */
final class RouteBlocks implements AutoCloseable {
    /** Systems that no test of a page reaches: their endpoints are checked, and lead nowhere. */
    private static final List<String> STUBBED = List.of("kafka", "jira", "smtp", "smtps");

    /** A page that sets the component's bot may leave it out on endpoints. */
    private static final String COMPONENT_BOT = "camel.component.b24openlines.bot";

    private final PortalSimulator portal = Surroundings.portal();
    private final Path folder;

    RouteBlocks(Path folder) {
        this.folder = folder;
    }

    void start(Block block, String extension, String text) throws Exception {
        Surroundings surroundings = new Surroundings(portal, folder);
        Resource routes = ResourceHelper.fromString("block-" + block.line() + "." + extension, text);
        Properties properties = surroundings.properties(text);
        if (Repository.text(block.page()).contains(COMPONENT_BOT)) {
            properties.setProperty(COMPONENT_BOT, "#bean:supportBot");
        }
        Main main = main(routes, properties);
        surroundings.bind(main);
        try {
            main.start();
            assertThat(main.getCamelContext().getStatus()).isEqualTo(ServiceStatus.Started);
        } finally {
            main.stop();
        }
    }

    static Main main(Resource routes, Properties properties) {
        Main main = new Main();
        STUBBED.forEach(scheme -> main.bind(scheme + "-component", new StubComponent()));
        main.configure().setShutdownTimeout(5);
        main.setOverrideProperties(properties);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                try {
                    PluginHelper.getRoutesLoader(configured.getCamelContext()).loadRoutes(routes);
                } catch (Exception e) {
                    throw new IllegalStateException(e.getMessage(), e);
                }
            }
        });
        return main;
    }

    @Override
    public void close() {
        portal.close();
    }
}
