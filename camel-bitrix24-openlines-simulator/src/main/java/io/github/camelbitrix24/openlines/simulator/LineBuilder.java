// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Line;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The settings of a line; what is not set has the default of a new line (§7.5). */
public final class LineBuilder {

    private final long id;
    private final String name;
    private boolean active;
    private QueueType queueType;
    private List<Long> operators;
    private Duration queueTime;
    private int maxChat;
    private boolean checkAvailable;
    private CloseRule closeRule;
    private String closeText;
    private boolean voteMessage;
    private Duration fullCloseTime;
    private CloseRule autoCloseRule;
    private Duration autoCloseTime;
    private String autoCloseText;
    private String connector;
    private boolean systemMessages;
    private boolean openToAll;
    private String welcomeBot;
    private boolean welcomeBotStays;

    LineBuilder(long id, String name) {
        this.id = id;
        this.name = name;
        Line fresh = Line.fresh(id, name);
        active = fresh.active();
        queueType = fresh.queueType();
        operators = fresh.operators();
        queueTime = fresh.queueTime();
        maxChat = fresh.maxChat();
        checkAvailable = fresh.checkAvailable();
        closeRule = fresh.closeRule();
        closeText = fresh.closeText();
        voteMessage = fresh.voteMessage();
        fullCloseTime = fresh.fullCloseTime();
        autoCloseRule = fresh.autoCloseRule();
        autoCloseTime = fresh.autoCloseTime();
        autoCloseText = fresh.autoCloseText();
        connector = fresh.connector();
        systemMessages = fresh.systemMessages();
        openToAll = fresh.openToAll();
    }

    /** Whether the line takes dialogs. */
    public LineBuilder active(boolean value) {
        active = value;
        return this;
    }

    /** How it hands new dialogs to its operators. */
    public LineBuilder queueType(QueueType value) {
        queueType = value;
        return this;
    }

    /** The queue, in its order. */
    public LineBuilder operators(long... ids) {
        operators = LongStream.of(ids).boxed().toList();
        return this;
    }

    /** How long an offer stands before it goes to the next operator. */
    public LineBuilder queueTime(Duration value) {
        queueTime = atLeast(Duration.ofSeconds(1), value, "queueTime");
        return this;
    }

    /** How many open dialogs an operator may have to be offered another; 0 for no limit. */
    public LineBuilder maxChat(int value) {
        maxChat = value;
        return this;
    }

    /** Offers go only to operators who are online. */
    public LineBuilder checkAvailable(boolean value) {
        checkAvailable = value;
        return this;
    }

    /** What a client is sent when an operator finishes the dialog. */
    public LineBuilder closeRule(CloseRule value) {
        closeRule = value;
        return this;
    }

    /** The text of {@link CloseRule#TEXT}. */
    public LineBuilder closeText(String value) {
        closeText = value;
        return this;
    }

    /** Whether a client is asked for a vote when a dialog is finished. */
    public LineBuilder voteMessage(boolean value) {
        voteMessage = value;
        return this;
    }

    /** How long the closing phase lasts; zero ends it with the portal's next agent run, a second later (§6.4). */
    public LineBuilder fullCloseTime(Duration value) {
        fullCloseTime = atLeast(Duration.ZERO, value, "fullCloseTime");
        return this;
    }

    /** What a client is sent when the portal closes a dialog that has been silent for too long. */
    public LineBuilder autoCloseRule(CloseRule value) {
        autoCloseRule = value;
        return this;
    }

    /** How long the client may be silent after an operator's message (§6.1). */
    public LineBuilder autoCloseTime(Duration value) {
        autoCloseTime = atLeast(Duration.ofSeconds(1), value, "autoCloseTime");
        return this;
    }

    /** The text of the automatic {@link CloseRule#TEXT}. */
    public LineBuilder autoCloseText(String value) {
        autoCloseText = value;
        return this;
    }

    /** First part of the clients' user codes. */
    public LineBuilder connector(String value) {
        connector = value;
        return this;
    }

    /** Whether the connector passes closing texts and vote requests on (§6.4 step 5). */
    public LineBuilder systemMessages(boolean value) {
        systemMessages = value;
        return this;
    }

    /** Gives every employee the right to join and act; else only the queue and administrators have it (§6.2). */
    public LineBuilder openToAll(boolean value) {
        openToAll = value;
        return this;
    }

    /** The code of the bot that gets new dialogs first. */
    public LineBuilder welcomeBot(String code) {
        welcomeBot = code;
        return this;
    }

    /** The bot stays in the chat until the dialog is closed ({@code WELCOME_BOT_LEFT=close}). */
    public LineBuilder welcomeBotStays(boolean value) {
        welcomeBotStays = value;
        return this;
    }

    private static Duration atLeast(Duration lowest, Duration value, String setting) {
        if (value.compareTo(lowest) < 0) {
            throw new IllegalArgumentException(setting + " is at least " + lowest + ", not " + value);
        }
        return value;
    }

    long id() {
        return id;
    }

    List<Long> operators() {
        return operators;
    }

    String welcomeBot() {
        return welcomeBot;
    }

    /** Builds the line for a bot id that belongs to its welcome bot's code, or 0 for no bot. */
    Line build(long welcomeBotId) {
        return new Line(
                id,
                name,
                active,
                queueType,
                operators,
                queueTime,
                maxChat,
                checkAvailable,
                closeRule,
                closeText,
                voteMessage,
                fullCloseTime,
                autoCloseRule,
                autoCloseTime,
                autoCloseText,
                connector,
                systemMessages,
                openToAll,
                welcomeBot == null ? null : new Line.WelcomeBot(welcomeBotId, !welcomeBotStays));
    }
}
