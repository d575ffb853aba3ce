// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The queue that applications fetch events from: rows are merged, reserved, cleared and marked as failed (§9). */
public final class OfflineQueue {

    private static final Duration DOCUMENTED_RETENTION = Duration.ofDays(30);
    private static final Duration RETENTION = Duration.ofSeconds(2_952_000);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Desk desk;
    private final List<OfflineRow> rows = new ArrayList<>();
    private final Map<Long, Instant> notified = new HashMap<>();

    OfflineQueue(Desk desk) {
        this.desk = desk;
    }

    /** Says whether a row was added or refreshed; an application's own changes under its own label are not queued. */
    boolean add(Handler handler, String event, Object data, Cause cause) {
        String client = handler.app().clientId();
        if (cause.clientId().equals(client) && cause.authConnector().equals(handler.connector())) {
            return false;
        }
        String messageId = md5(event + json(data));
        Optional<OfflineRow> twin = rows.stream()
                .filter(row -> row.isOf(client, handler.connector()) && row.isFree())
                .filter(row -> row.messageId().equals(messageId))
                .findFirst();
        twin.ifPresentOrElse(
                row -> row.happenedAgain(desk.now()),
                () -> rows.add(new OfflineRow(
                        desk.state().newOfflineRowId(),
                        client,
                        handler.connector(),
                        event,
                        data,
                        cause.userId(),
                        messageId,
                        desk.now())));
        return true;
    }

    /** At most one notice in the handler's minTimeout; with 0, one for each hit of the portal. */
    boolean mayNotify(Handler handler) {
        Instant last = notified.get(handler.id());
        boolean now = last == null || !desk.now().isBefore(last.plusSeconds(handler.minTimeout()));
        if (now) {
            notified.put(handler.id(), desk.now());
        }
        return now;
    }

    /** All rows of an application and label, reserved ones too. */
    public List<OfflineRow> rows(String clientId, String connector) {
        Duration retention = desk.state().is(PortalSwitch.OFFLINE_ROWS_30_DAYS) ? DOCUMENTED_RETENTION : RETENTION;
        rows.removeIf(row -> !desk.now().isBefore(row.time().plus(retention)));
        return rows.stream().filter(row -> row.isOf(clientId, connector)).toList();
    }

    /** A reservation has no expiry (§9.1). */
    public String reserve(Collection<OfflineRow> chosen) {
        String process = UUID.randomUUID().toString().replace("-", "");
        chosen.forEach(row -> row.reserve(process));
        return process;
    }

    public void remove(Collection<OfflineRow> chosen) {
        rows.removeAll(chosen);
    }

    /** §9.2: reading a process again with clear=1 deletes all its rows, also those beyond the limit. */
    public void removeProcess(String clientId, String processId) {
        rows.removeAll(ofProcess(clientId, processId));
    }

    public List<OfflineRow> ofProcess(String clientId, String processId) {
        return rows.stream()
                .filter(row -> !row.isFree() && row.processId().equals(processId))
                .filter(row -> row.clientId().equals(clientId))
                .toList();
    }

    /** Marks rows of a process as failed, releases them, and deletes newer copies of the same events that are free. */
    public void fail(String clientId, String processId, Set<String> messageIds) {
        for (OfflineRow row : ofProcess(clientId, processId)) {
            if (messageIds.contains(row.messageId())) {
                rows.removeIf(other -> other != row
                        && other.isFree()
                        && other.messageId().equals(row.messageId())
                        && other.isOf(clientId, row.connector()));
                row.fail();
            }
        }
    }

    private static String json(Object data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written as JSON", e);
        }
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
