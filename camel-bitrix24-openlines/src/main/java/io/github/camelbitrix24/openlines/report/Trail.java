// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

/**
 * What a span is told of one exchange's operation. It travels beside the message, in a property of the exchange, so no header or
 * body can say any of it. Safe for all threads.
 */
public final class Trail {
    /** The property of the exchange that has it while a span is open. */
    public static final String PROPERTY = "CamelB24OpenLinesTrail";

    private volatile String portal;
    private volatile Long chat;
    private volatile String method;
    private volatile int attempts;
    private volatile int together;
    private volatile Ending ending;

    /** The portal's host that it goes to. */
    public void at(String host) {
        portal = host;
    }

    /** The Bitrix24 chat that it is about. */
    public void about(long chatId) {
        chat = chatId;
    }

    /** A request of it goes, with so many calls in it, those of other exchanges included. */
    public void went(int calls) {
        together = calls;
    }

    /** It is over. */
    public void over(String restMethod, int sent, Ending how) {
        method = restMethod;
        attempts = sent;
        ending = how;
    }

    /** The portal's host, null if none was chosen. */
    public String portal() {
        return portal;
    }

    /** Null if it is about none, or none is known. */
    public Long chat() {
        return chat;
    }

    /** The REST method, null before it is over. */
    public String method() {
        return method;
    }

    /** How often the portal got it. */
    public int attempts() {
        return attempts;
    }

    /** Calls in its last request, 0 if none went. */
    public int together() {
        return together;
    }

    /** Null before it is over. */
    public Ending ending() {
        return ending;
    }

    @Override
    public String toString() {
        return "Trail[" + ending + "]";
    }
}
