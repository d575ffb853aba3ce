// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** Who wrote a message. */
public enum AuthorKind {
    CLIENT,
    OPERATOR,
    BOT,
    SYSTEM
}
