// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import java.time.Instant;

/** An event that waits in the offline queue (§9.1). */
public final class OfflineRow {

    private final long id;
    private final String clientId;
    private final String connector;
    private final String event;
    private final Object data;
    private final long userId;
    private final String messageId;
    private Instant time;
    private String processId = "";
    private boolean error;

    OfflineRow(
            long id,
            String clientId,
            String connector,
            String event,
            Object data,
            long userId,
            String messageId,
            Instant time) {
        this.id = id;
        this.clientId = clientId;
        this.connector = connector;
        this.event = event;
        this.data = data;
        this.userId = userId;
        this.messageId = messageId;
        this.time = time;
    }

    String clientId() {
        return clientId;
    }

    String connector() {
        return connector;
    }

    boolean isOf(String client, String label) {
        return clientId.equals(client) && connector.equals(label);
    }

    boolean isFree() {
        return processId.isEmpty();
    }

    void happenedAgain(Instant now) {
        time = now;
    }

    void reserve(String process) {
        processId = process;
    }

    void fail() {
        error = true;
        processId = "";
    }

    public long id() {
        return id;
    }

    public Instant time() {
        return time;
    }

    public String event() {
        return event;
    }

    public Object data() {
        return data;
    }

    /** The user behind the event, 0 for nobody. */
    public long userId() {
        return userId;
    }

    /** The md5 of the event's name and data: equal events have the same. */
    public String messageId() {
        return messageId;
    }

    public String processId() {
        return processId;
    }

    public boolean hasError() {
        return error;
    }
}
