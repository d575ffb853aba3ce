// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans that an endpoint names are shared with others: no address changes them, and a bot that is in use does not change at all. */
class SharedBeansTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Bot bot = new Bot(567, "right");
    private final SSLContextParameters ssl = new SSLContextParameters();

    @BeforeEach
    void start() {
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        component.getConfiguration().setPortalUrl("https://example.bitrix24.com");
        component.getConfiguration().setAuthToken("1/abc123");
        component.getConfiguration().setBot(bot);
        context.getRegistry().bind("supportBot", bot);
        context.getRegistry().bind("tls", ssl);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bot=#bean:supportBot&bot.token=evil",
                "bot.token=evil",
                "Bot.Token=evil",
                "bot.id=1",
                "bot[token]=evil",
                "configuration.bot.token=evil",
                "configuration.portalUrl=http://127.0.0.1:9",
                "sslContextParameters=#bean:tls&sslContextParameters.secureSocketProtocol=evil",
                "tokenStore.x=evil",
                "events.bot.token=evil",
                "component.configuration.portalUrl=http://127.0.0.1:9",
                "camelContext.name=evil",
                "message=x&bot.token=evil"
            })
    void anAddressChangesNoSharedBean(String options) {
        assertThatThrownBy(() -> context.getEndpoint("b24openlines:botMessageSend?" + options))
                .satisfies(
                        failure -> assertThat(ExceptionUtils.throwableOfType(failure, B24InvalidRequestException.class))
                                .hasMessageContaining("reaches into a bean, which others share")
                                .hasMessageNotContaining("evil"));

        assertThat(bot).isEqualTo(new Bot(567, "right"));
        assertThat(ssl.getSecureSocketProtocol()).isEqualTo(new SSLContextParameters().getSecureSocketProtocol());
        assertThat(context.getComponent("b24openlines", B24OpenLinesComponent.class)
                        .getConfiguration()
                        .getPortalUrl())
                .isEqualTo("https://example.bitrix24.com");
    }

    @Test
    void optionsOfTheSchedulerAreNoBeans() {
        assertThat(context.getEndpoint(
                        "b24openlines:events?source=bot&bot=#bean:supportBot&scheduler.cron=0+0+*+*+*+?"))
                .isNotNull();
    }

    @Test
    void aBotThatAnEndpointNamesDoesNotChange() {
        Bot named = new Bot();
        named.setId(5);
        named.setToken("five");
        context.getRegistry().bind("named", named);
        context.getEndpoint("b24openlines:botMessageSend?bot=#bean:named");

        assertThatIllegalStateException()
                .isThrownBy(() -> named.setToken("evil"))
                .withMessageContaining("in use");
        assertThatIllegalStateException().isThrownBy(() -> named.setId(6));
        assertThat(named).isEqualTo(new Bot(5, "five"));
    }

    @Test
    void aBotOfTheComponentDoesNotChangeOnceThereIsAnEndpoint() {
        context.getEndpoint("b24openlines:answer");

        assertThatIllegalStateException().isThrownBy(() -> bot.setToken("evil"));
    }

    @Test
    void propertiesMakeABot() throws Exception {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "camel.beans.supportBot", "#class:" + Bot.class.getName(),
                "camel.beans.supportBot.id", "567",
                "camel.beans.supportBot.token", "right",
                "camel.beans.built", "#class:" + Bot.class.getName() + "(568, 'other')",
                "camel.component.b24openlines.bot", "#bean:supportBot"));
        Main main = new Main();
        main.configure().withAutoConfigurationLogSummary(false).withBasePackageScanEnabled(false);
        main.setOverrideProperties(properties);
        main.start();
        try {
            CamelContext made = main.getCamelContext();
            assertThat(made.getComponent("b24openlines", B24OpenLinesComponent.class)
                            .getConfiguration()
                            .getBot())
                    .isEqualTo(new Bot(567, "right"));
            assertThat(made.getRegistry().lookupByNameAndType("built", Bot.class))
                    .isEqualTo(new Bot(568, "other"));
        } finally {
            main.shutdown();
        }
    }

    @Test
    void yamlMakesABot() throws Exception {
        Resource yaml = ResourceHelper.fromString("beans.yaml", """
                - beans:
                    - name: yamlBot
                      type: io.github.camelbitrix24.openlines.api.Bot
                      properties:
                        id: 567
                        token: right
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: b24openlines:botMessageSend?bot=#bean:yamlBot
                """);
        PluginHelper.getRoutesLoader(context).loadRoutes(yaml);

        assertThat(context.getRegistry().lookupByNameAndType("yamlBot", Bot.class))
                .isEqualTo(new Bot(567, "right"));
    }
}
