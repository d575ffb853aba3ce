// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * The pool of connections to portals. Each is looked at before it is used again. An Error in one call does not close the pool for all, as
 * HttpClient would have it.
 */
@SuppressWarnings("deprecation")
public final class PortalConnectionManager extends PoolingHttpClientConnectionManager {
    /** So a name that leads elsewhere is looked up again. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(10);

    private volatile boolean ended;

    /**
     * Makes a pool.
     *
     * @param most connections at once
     * @param mostForEach connections at once to one host
     */
    public PortalConnectionManager(
            Registry<ConnectionSocketFactory> sockets, SocketConfig socket, int most, int mostForEach) {
        super(sockets, PoolConcurrencyPolicy.STRICT, LONGEST_LIFE, new StrictConnectionFactory());
        setDefaultSocketConfig(socket);
        setMaxTotal(most);
        setDefaultMaxPerRoute(mostForEach);
        setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build());
    }

    /** Closes all connections, those in use too. */
    public void end() {
        ended = true;
        super.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    @Override
    public void close(CloseMode mode) {
        if (ended) {
            super.close(mode);
        }
    }
}
