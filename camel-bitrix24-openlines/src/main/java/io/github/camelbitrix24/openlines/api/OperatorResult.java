// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.io.Serializable;

/**
 * What came of an action on a dialog.
 *
 * @param operation the operation's name in the endpoint URI, {@code transfer} say
 * @param chatId the Bitrix24 chat acted on
 * @param result the portal's answer; {@code true} alone does not prove that anything changed (§6.9)
 * @param outcome what is known of the action
 * @param before the dialog before the action, null if nobody looked
 * @param after the dialog after the action, null if nobody looked
 * @param time the portal's account of the call, null if it gave none
 */
public record OperatorResult(
        String operation, long chatId, boolean result, Outcome outcome, Dialog before, Dialog after, RestTime time)
        implements Serializable {}
