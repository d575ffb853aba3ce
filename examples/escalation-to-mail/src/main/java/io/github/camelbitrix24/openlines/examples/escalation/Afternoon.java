// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.escalation;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.camelbitrix24.openlines.examples.PortalLog;
import io.github.camelbitrix24.openlines.examples.SimulatedPortal;
import io.github.camelbitrix24.openlines.examples.Stage;
import io.github.camelbitrix24.openlines.examples.TemporaryFolder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line with a bot, a mail server that is away for a while, and two clients whom the bot cannot help. */
final class Afternoon implements Stage {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String BOT = "help";
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final Logger MAIL = LoggerFactory.getLogger("desk.mail");
    private static final long ADMIN = 1;
    private static final long ANNA = 27;
    private static final long SUPPORT = 15;

    private final Main main;
    private final TemporaryFolder deadLetters = new TemporaryFolder("dead-letters");
    private final GreenMail mails =
            new GreenMail(new ServerSetup(SimulatedPortal.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final PortalSimulator portal = PortalLog.of(PortalSimulator.builder()
            .admin(ADMIN, "Ada Admin")
            .operator(ANNA, "Anna Weber")
            .bot(BOT, "Help Bot")
            .line(SUPPORT, "Support", line -> line.operators(ANNA).welcomeBot(BOT))
            .start());

    /** @param main whose route {@code again} is started when the mail server is back */
    Afternoon(Main main) throws IOException {
        this.main = main;
        mails.start();
    }

    @Override
    public Properties properties() {
        Properties properties = SimulatedPortal.properties(portal, ADMIN, BOT);
        properties.setProperty("mail.host", "127.0.0.1");
        properties.setProperty("mail.port", Integer.toString(mails.getSmtp().getPort()));
        properties.setProperty("mail.from", "desk@example.com");
        properties.setProperty("mail.to", "team@example.com");
        properties.setProperty("mail.retryEvery", "50");
        properties.setProperty("escalation.deadLetters", deadLetters.path().toString());
        properties.setProperty("escalation.again", "false");
        properties.setProperty("escalation.againEvery", "200");
        return properties;
    }

    @Override
    public String url() {
        return portal.url();
    }

    @Override
    public void play() throws Exception {
        writes("Maria", "Are you open on Saturdays?");
        writes("Maria", "I want to talk to a person");
        show(mail());
        mailServerGoes();
        writes("Tom", "My parrot has learned to order pizza");
        LOG.info("{} dead letter, and the mail server is back.", deadLetters().size());
        mailServerComes();
        again();
        MimeMessage late = mail();
        main.getCamelContext().getRouteController().stopRoute("again");
        show(late);
        PortalLog.summary(portal);
    }

    long writes(String client, String text) {
        long chat = portal.client(client).on(SUPPORT).writes(text);
        portal.awaitRead(BOT, PATIENCE);
        return chat;
    }

    PortalSimulator portal() {
        return portal;
    }

    void mailServerGoes() {
        mails.stop();
    }

    void mailServerComes() {
        mails.start();
    }

    /** Somebody, or the property {@code escalation.again}, has the dead letters mailed. */
    void again() throws Exception {
        main.getCamelContext().getRouteController().startRoute("again");
    }

    List<Path> deadLetters() throws IOException {
        try (Stream<Path> files = Files.list(deadLetters.path())) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    Path deadLettersFolder() {
        return deadLetters.path();
    }

    /** The first mail since the mail server came, when it is there. */
    MimeMessage mail() {
        if (!mails.waitForIncomingEmail(PATIENCE.toMillis(), 1)) {
            throw new IllegalStateException("No mail within " + PATIENCE);
        }
        return mails.getReceivedMessages()[0];
    }

    private static void show(MimeMessage mail) throws MessagingException {
        MAIL.info("{}", mail.getSubject());
        GreenMailUtil.getBody(mail).lines().map(line -> "  " + line).forEach(MAIL::info);
    }

    @Override
    public void close() {
        mails.stop();
        portal.close();
        deadLetters.close();
    }
}
