// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows an option that is wrong in a few lines at the end of the log, in place of a stack of causes. */
final class WrongUseFailureAnalyzer extends AbstractFailureAnalyzer<B24InvalidRequestException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, B24InvalidRequestException cause) {
        return new FailureAnalysis(
                "b24openlines: " + cause.getMessage(),
                "Change the option that is named, in the application's properties or in the route.",
                cause);
    }
}
