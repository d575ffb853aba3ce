// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.pace.Rate;

/** The portal's plan, as far as its request rate goes; a constant's name is its name in the URI. */
public enum RateLimit {
    /** 2 requests a second, burst 50: all plans but Enterprise. */
    standard,
    /** 5 requests a second, burst 250. */
    enterprise,
    /** No limit: on-premise portals. */
    none,
    /** {@code requestsPerSecond} and {@code burst} tell. */
    custom;

    Rate rate(Double requestsPerSecond, Long burst) {
        return switch (this) {
            case standard -> Rate.STANDARD;
            case enterprise -> Rate.ENTERPRISE;
            case none -> null;
            case custom -> new Rate(requestsPerSecond, burst);
        };
    }
}
