// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import io.github.camelbitrix24.openlines.examples.PortalLog;
import io.github.camelbitrix24.openlines.examples.Stage;
import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A portal that posts its events to the helpdesk, and somebody who presses its buttons. */
final class Shift implements Stage {
    static final long ANNA = 27;
    static final long SUPPORT = 15;
    static final long BILLING = 22;
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APPLICATION_TOKEN = "demonstration-token";
    private static final long CLARA = 35;

    private final PortalSimulator portal = PortalLog.of(PortalSimulator.builder()
            .operator(ANNA, "Anna Weber")
            .operator(CLARA, "Clara Vogt")
            .line(
                    SUPPORT,
                    "Support",
                    line -> line.operators(ANNA).closeRule(CloseRule.NONE).voteMessage(false))
            .line(BILLING, "Billing", line -> line.operators(CLARA))
            .start());
    private String page;

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("server.port", "0");
        properties.setProperty("portalUrl", portal.url());
        properties.setProperty("authToken", portal.webhook(ANNA).authToken());
        properties.setProperty("applicationToken", APPLICATION_TOKEN);
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        return properties;
    }

    /** From now on events are posted there. */
    void helpdeskAt(int port) {
        page = "http://127.0.0.1:" + port + "/";
        for (String event : new String[] {"ONOPENLINEMESSAGEADD", "ONSESSIONFINISH"}) {
            portal.handlers().bind(event, page + "b24openlines/events", APPLICATION_TOKEN);
        }
    }

    String page() {
        return page;
    }

    PortalSimulator portal() {
        return portal;
    }

    @Override
    public String url() {
        return portal.url();
    }

    long writes(String client, String text) {
        long chat = portal.client(client).on(SUPPORT).writes(text);
        portal.awaitPosted(PATIENCE);
        return chat;
    }

    @Override
    public void play() throws Exception {
        LOG.info("Anna's helpdesk is at {}", page);
        Visitor anna = new Visitor(page);
        long maria = writes("Maria", "There is a mistake in my invoice 4711");
        long tom = writes("Tom", "It works again, thank you");
        anna.looks().forEach(LOG::info);
        LOG.info("She transfers Maria's chat to Billing, and tries to finish Tom's before she has it.");
        anna.presses(maria, "transfer", "lineId=" + BILLING);
        anna.presses(tom, "finish", "");
        anna.looks().forEach(LOG::info);
        LOG.info("So she takes it first.");
        anna.presses(tom, "answer", "");
        anna.presses(tom, "finish", "");
        portal.awaitPosted(PATIENCE);
        anna.looks().forEach(LOG::info);
        PortalLog.summary(portal);
    }

    @Override
    public void close() {
        portal.close();
    }
}
