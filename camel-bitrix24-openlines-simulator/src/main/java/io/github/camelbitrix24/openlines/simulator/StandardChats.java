// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/**
 * The chats of §10.2 on the standard portal: one for each status of a session and for each way to be refused.
 *
 * @param offered status 5, offered on line 22
 * @param accepted status 10, taken by operator 27 and not answered yet
 * @param clientWrote status 20
 * @param clientWroteAgain status 25, after an operator's answer
 * @param operatorWrote status 40
 * @param closing status 50
 * @param closed status 60
 * @param spam status 65
 * @param group a chat of operators 27 and 31 that is no open line
 * @param foreign on line 23, which operator 31 may not touch
 */
public record StandardChats(
        long offered,
        long accepted,
        long clientWrote,
        long clientWroteAgain,
        long operatorWrote,
        long closing,
        long closed,
        long spam,
        long group,
        long foreign) {

    static StandardChats on(PortalSimulator portal) {
        return new StandardChats(
                portal.client("Offered").on(22).writes("Hello"),
                accepted(portal, "Accepted", 22),
                clientWrote(portal, "Waiting"),
                clientWroteAgain(portal),
                operatorWrote(portal, "Answered"),
                finished(portal, "Closing", 22),
                finished(portal, "Closed", 25),
                spam(portal),
                portal.groupChat("Lunch", 27, 31),
                portal.client("Foreign").on(23).writes("Hello"));
    }

    private static long accepted(PortalSimulator portal, String client, long line) {
        long chat = portal.client(client).on(line).writes("Hello");
        portal.operator(27).answers(chat);
        return chat;
    }

    private static long clientWrote(PortalSimulator portal, String client) {
        accepted(portal, client, 22);
        return portal.client(client).on(22).writes("Are you there?");
    }

    private static long operatorWrote(PortalSimulator portal, String client) {
        long chat = accepted(portal, client, 22);
        portal.operator(27).writes(chat, "Good morning");
        return chat;
    }

    private static long clientWroteAgain(PortalSimulator portal) {
        operatorWrote(portal, "Again");
        return portal.client("Again").on(22).writes("One more thing");
    }

    /** Line 22 has a closing phase, line 25 has none. */
    private static long finished(PortalSimulator portal, String client, long line) {
        long chat = accepted(portal, client, line);
        portal.operator(27).finishes(chat);
        return chat;
    }

    private static long spam(PortalSimulator portal) {
        long chat = accepted(portal, "Spam", 22);
        portal.operator(27).marksAsSpam(chat);
        return chat;
    }
}
