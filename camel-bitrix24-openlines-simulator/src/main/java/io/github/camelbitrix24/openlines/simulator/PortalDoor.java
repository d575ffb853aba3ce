// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.http.Listening;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import java.util.Objects;

/** What a builder says of where and how its portal listens. */
final class PortalDoor {

    private String host = "127.0.0.1";
    private boolean exposed;
    private boolean https;
    private boolean httpsOnly;
    private int port;
    private PortalSimulator neighbour;

    void port(int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + value);
        }
        port = value;
    }

    void host(String value) {
        host = Objects.requireNonNull(value);
    }

    void exposed() {
        exposed = true;
    }

    void https() {
        https = true;
    }

    void httpsOnly() {
        httpsOnly = true;
    }

    void beside(PortalSimulator other) {
        neighbour = Objects.requireNonNull(other);
    }

    /** Whether callers are refused for their plain HTTP. */
    boolean plainHttpRefused() {
        return httpsOnly && !https;
    }

    Listening listening() {
        return Listening.at(host, port, exposed, https);
    }

    PortalServer open(Listening listening) {
        return neighbour == null ? new PortalServer(listening) : neighbour.serverBeside(listening);
    }
}
