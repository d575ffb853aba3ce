// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Duration;

/** A desk with four lines on which much has happened: what a picture of the console shows. */
final class LivelyDesk {

    static final long SALES = 15;
    static final long SUPPORT = 22;
    static final long BILLING = 23;
    static final long BOT_DESK = 26;

    private final PortalTest test;
    private final TurnedClock clock;
    private final PortalSimulator portal;

    LivelyDesk(PortalTest test) {
        this.test = test;
        clock = test.clock;
        portal = test.portal;
    }

    static PortalBuilder builder() {
        return PortalSimulator.builder()
                .rateLimit(2, 50)
                .admin(1, "Ada Admin")
                .operator(27, "Anna Weber")
                .operator(31, "Boris Klein")
                .operator(35, "Clara Vogt")
                .bot("support", "Helper Bot", 567)
                .line(
                        BOT_DESK,
                        "Reception",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .welcomeBot("support"))
                .line(
                        SUPPORT,
                        "Support",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false))
                .line(
                        BILLING,
                        "Billing",
                        line -> line.queueType(QueueType.STRICTLY).operators(35))
                .line(SALES, "Sales", line -> line.operators(27, 31, 35));
    }

    /** Lets it happen; returns the chat worth looking at. */
    long plays() {
        finished("Ida Holm", "Please change my address");
        spam("Lucky Win", "You have won! Click here");
        sales();
        long maria = billing();
        support();
        reception();
        fetchEvents();
        portal.rate().use(21);
        portal.faults().next("*", Fault.status(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
        test.operator(31, "answer", maria);
        passes(2);
        batch(maria);
        return maria;
    }

    private void finished(String client, String text) {
        long chat = writes(client, SUPPORT, text);
        test.operator(27, "answer", chat);
        portal.operator(27).writes(chat, "Done. Is there anything else?");
        test.operator(27, "finish", chat);
    }

    private void spam(String client, String text) {
        test.operator(27, "spam", writes(client, SUPPORT, text));
    }

    private void sales() {
        long tom = writes("Tom Baker", SALES, "Do you have the blue one in size 42?");
        test.operator(31, "answer", tom);
        portal.operator(31).writes(tom, "We do. Shall I keep one for you?");
        writes("Yuki Tanaka", SALES, "Hello, is there a discount for schools?");
    }

    private void support() {
        long eva = writes("Eva Novak", SUPPORT, "The app closes as soon as I open a photo");
        test.operator(27, "answer", eva);
        portal.operator(27).writes(eva, "Which phone do you have?");
        writes("Eva Novak", SUPPORT, "A Pixel 8, with the latest update");
        writes("Otto Lang", SUPPORT, "Your last update broke my printer");
    }

    private long billing() {
        long maria = writes("Maria Rossi", SUPPORT, "Hello! There is a mistake in my invoice 4711");
        portal.operator(27).answers(maria);
        portal.operator(27).writes(maria, "Hello Maria, I pass you on to Clara, she has the invoices.");
        test.transfer(27, maria, "queue" + BILLING);
        test.operator(35, "answer", maria);
        portal.operator(35).writes(maria, "I see it: the delivery is on it twice. You get a new invoice today.");
        writes("Maria Rossi", SUPPORT, "Wonderful, thank you!");
        long jonas = writes("Jonas Berg", BILLING, "May I pay in two parts?");
        test.operator(35, "answer", jonas);
        test.operator(35, "finish", jonas);
        return maria;
    }

    private void reception() {
        writes("Lena Fischer", BOT_DESK, "When are you open on Saturday?");
        writes("Sam Wilson", BOT_DESK, "I want to talk to a person");
    }

    private long writes(String client, long line, String text) {
        passes(47);
        return portal.client(client).on(line).writes(text);
    }

    private void passes(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private void fetchEvents() {
        test.call(
                1,
                "imbot.v2.Event.get",
                "botId",
                567,
                "botToken",
                portal.bot("support").token());
    }

    private void batch(long chat) {
        test.call(
                35,
                "batch",
                "cmd",
                PortalTest.map(
                        "dialog", "imopenlines.dialog.get?CHAT_ID=" + chat,
                        "lines", "imopenlines.config.list.get",
                        "skip", "imopenlines.operator.skip?CHAT_ID=1"));
    }
}
