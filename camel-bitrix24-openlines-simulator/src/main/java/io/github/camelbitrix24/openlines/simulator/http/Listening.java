// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a portal listens.
 *
 * @param host a name or an address of this machine
 * @param port 0 for a free one
 * @param certificate null for plain HTTP
 */
public record Listening(String host, int port, PortalCertificate certificate) {

    /**
     * Looks the host up.
     *
     * @param exposed allows more than loopback addresses
     * @throws IllegalArgumentException if the host is unknown, or reachable from outside without being exposed
     */
    public static Listening at(String host, int port, boolean exposed, boolean https) {
        InetAddress address = address(host);
        if (!address.isLoopbackAddress() && !exposed) {
            throw new IllegalArgumentException(
                    "The portal listens on loopback addresses such as 127.0.0.1 and 127.0.0.2, not on " + host
                            + ", unless PortalBuilder.exposed() lets everybody in who reaches this machine");
        }
        return new Listening(host, port, https ? PortalCertificate.of(host, address) : null);
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The host " + host + " has no address on this machine", e);
        }
    }

    boolean isSecure() {
        return certificate != null;
    }

    /** The address to call; on all interfaces at once, that of the loopback interface. */
    String url(int actualPort) {
        String name = address(host).isAnyLocalAddress() ? "127.0.0.1" : host;
        return (isSecure() ? "https://" : "http://") + (name.contains(":") ? "[" + name + "]" : name) + ":"
                + actualPort;
    }
}
