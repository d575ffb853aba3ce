// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.util.Collection;

/** Knows by which {@code application_token} each portal's events are told from forged ones (§8.2). */
@FunctionalInterface
public interface ApplicationTokens {
    /**
     * The tokens that a portal's events may carry; called for every event, from many threads.
     *
     * @param memberId the portal's stable id, as the event claims it; never null
     * @return none for an unknown portal, more than one while a token is being changed
     */
    Collection<String> of(String memberId);
}
