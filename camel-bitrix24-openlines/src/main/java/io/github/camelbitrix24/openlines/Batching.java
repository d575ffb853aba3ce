// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

/** Whether waiting calls go together; a constant's name is its name in the URI. */
public enum Batching {
    /** What waits goes together, as one request. */
    auto,
    /** Each call is a request of its own. */
    off
}
