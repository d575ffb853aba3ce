// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Told of an application's installation and removal before any exchange; sees what routes never see. */
public interface InstallationHook {

    /**
     * Whether an {@code ONAPPINSTALL} may be trusted whose token nobody knows yet: the portal is new, or the application was
     * installed again (§8.2, rule 3). Called before anything in the form is trusted.
     *
     * @param form the whole form, {@code auth} included
     * @return false, or a failure, is answered 403; a {@code B24UnavailableException} is answered 503, since it may be proved later
     */
    default CompletionStage<Boolean> confirm(Map<String, Object> form) {
        return CompletableFuture.completedFuture(false);
    }

    /**
     * A verified or confirmed {@code ONAPPINSTALL} or {@code ONAPPUNINSTALL}.
     *
     * @param type its upper-case name
     * @param form the whole form, {@code auth} included
     * @return completes before the exchange is made; a failure is answered 500, a {@code B24UnavailableException} 503, and there
     *     is no exchange
     */
    CompletionStage<Void> received(String type, Map<String, Object> form);
}
