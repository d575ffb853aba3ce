// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connectors that applications registered, and the lines they are active on (§7.11); all others are built in. */
public final class Connectors {

    private final Map<String, Connector> connectors = new HashMap<>();
    private final Set<Activation> active = new HashSet<>();
    private final Map<Guest, Long> guests = new HashMap<>();

    /**
     * A connector of an application.
     *
     * @param signed operators' messages begin with their name (§8.5)
     * @param systemMessages the client gets closing texts and vote requests (§6.4 step 5)
     */
    public record Connector(String id, String name, AppRef app, boolean signed, boolean systemMessages) {}

    private record Activation(String connector, long lineId) {}

    private record Guest(String connector, String externalUserId) {}

    public void put(Connector connector) {
        connectors.put(connector.id(), connector);
    }

    public void remove(Connector connector) {
        connectors.remove(connector.id());
        active.removeIf(activation -> activation.connector().equals(connector.id()));
    }

    public Optional<Connector> find(String id) {
        return Optional.ofNullable(connectors.get(id));
    }

    /** Says whether that changed anything. */
    public boolean activate(String connector, long lineId, boolean on) {
        Activation activation = new Activation(connector, lineId);
        return on ? active.add(activation) : active.remove(activation);
    }

    public boolean isActive(String connector, long lineId) {
        return active.contains(new Activation(connector, lineId));
    }

    /** The portal's user who stands for a client of a messenger. */
    public Optional<Long> userOf(String connector, String externalUserId) {
        return Optional.ofNullable(guests.get(new Guest(connector, externalUserId)));
    }

    public void remember(String connector, String externalUserId, long userId) {
        guests.put(new Guest(connector, externalUserId), userId);
    }
}
