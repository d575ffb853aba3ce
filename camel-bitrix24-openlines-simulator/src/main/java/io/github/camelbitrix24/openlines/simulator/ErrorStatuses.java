// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** Which HTTP statuses accompany system errors where the documentation and the server disagree (§2). */
public enum ErrorStatuses {
    /** As the server was seen to answer, marked (S) in the protocol reference. */
    OBSERVED,
    /** As the documentation has it, marked (D) in the protocol reference. */
    DOCUMENTED
}
