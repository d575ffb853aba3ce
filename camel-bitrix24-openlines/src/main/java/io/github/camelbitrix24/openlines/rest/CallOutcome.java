// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import io.github.camelbitrix24.openlines.api.B24Exception;

/** What came of one call of a group. */
public sealed interface CallOutcome {

    /** The portal answered; a result may still be {@code false}. */
    record Done(RestResponse response) implements CallOutcome {}

    /** It failed; the exception's class tells whether it may have been executed. */
    record Failed(B24Exception failure) implements CallOutcome {}
}
