// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/** Who began a session: the client or the portal's side (§6.1, {@code MODE}). */
public enum SessionMode {
    INPUT,
    OUTPUT
}
