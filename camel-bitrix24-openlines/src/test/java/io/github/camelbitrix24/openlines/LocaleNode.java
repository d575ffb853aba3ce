// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/** Names every option and works a dialog of a simulated portal, in a JVM whose locale its caller chooses. */
final class LocaleNode {
    private final PortalSimulator portal;
    private final BlockingQueue<Exchange> events = new LinkedBlockingQueue<>();

    private LocaleNode(PortalSimulator portal) {
        this.portal = portal;
    }

    public static void main(String[] arguments) throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard()
                .bot("helper", "Helper")
                .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
                .start()) {
            new LocaleNode(portal).work();
        }
    }

    private void work() throws Exception {
        System.out.println("locale " + Locale.getDefault().getLanguage());
        Main main = new Main();
        main.configure().withAutoConfigurationLogSummary(false).withBasePackageScanEnabled(false);
        main.setOverrideProperties(properties());
        main.configure().addRoutesBuilder(routes());
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            System.out.println("unknown " + unknownOptions(context));
            System.out.println("set "
                    + context.getComponent("b24openlines", B24OpenLinesComponent.class)
                            .getConfiguration()
                            .getMaxInFlight());
            portal.client("Irmak").on(70).writes("ILIK bir selam");
            Exchange done = events.poll(1, TimeUnit.MINUTES);
            System.out.println("event " + done.getMessage().getHeader(B24OpenLinesConstants.TEXT));
            System.out.println("outcome " + done.getMessage().getHeader(B24OpenLinesConstants.OUTCOME));
        } finally {
            main.shutdown();
        }
    }

    private Properties properties() {
        String prefix = "camel.component.b24openlines.";
        Properties properties = new Properties();
        properties.putAll(Map.of(
                prefix + "portal-url",
                portal.url(),
                prefix + "auth-token",
                portal.webhook(1).authToken(),
                prefix + "max-in-flight",
                "3",
                prefix + "RATE-LIMIT",
                "none",
                prefix + "IdlePortalTimeout",
                "700000",
                "camel.beans.supportBot",
                "#class:io.github.camelbitrix24.openlines.api.Bot",
                "camel.beans.supportBot.id",
                String.valueOf(portal.bot("helper").id()),
                "camel.beans.supportBot.token",
                portal.bot("helper").token()));
        return properties;
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("b24openlines:events?source=bot&bot=#bean:supportBot&delay=20&initialDelay=0&eventTypes=onimbotv2messageadd")
                        .to("b24openlines:transfer?queueId=22&verify=true")
                        .process(events::add);
            }
        };
    }

    /** Those that the configurers do not know by their names in any case. */
    private static String unknownOptions(CamelContext context) throws Exception {
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        B24OpenLinesEndpoint endpoint = new B24OpenLinesEndpoint(
                "b24openlines:events", component, Operation.events, component.getConfiguration());
        ComponentModel model = OurCatalog.component();
        return Stream.concat(
                        unknown(
                                context,
                                component,
                                component.getComponentPropertyConfigurer(),
                                model.getComponentOptions().stream()),
                        unknown(
                                context,
                                endpoint,
                                component.getEndpointPropertyConfigurer(),
                                model.getEndpointParameterOptions().stream()))
                .collect(Collectors.joining(","));
    }

    private static Stream<String> unknown(
            CamelContext context,
            Object target,
            PropertyConfigurer configurer,
            Stream<? extends BaseOptionModel> options) {
        PropertyConfigurerGetter getter = (PropertyConfigurerGetter) configurer;
        return options.map(BaseOptionModel::getName)
                .flatMap(name -> Stream.<Function<String, String>>of(
                                Function.identity(),
                                text -> text.toLowerCase(Locale.ROOT),
                                text -> text.toUpperCase(Locale.ROOT))
                        .map(spelling -> spelling.apply(name)))
                .filter(name -> getter.getOptionType(name, true) == null
                        || !configurer.configure(
                                context, target, name, getter.getOptionValue(target, name, true), true));
    }
}
