// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.io.Serializable;

/**
 * How much an operator has to do on a line ({@code imopenlines.v2.Operator.list}). The portal updates it with delay: ask at most
 * every 30 seconds.
 *
 * @param userId the operator
 * @param lineId the line
 * @param status {@code online}, {@code offline} or {@code pause}
 * @param activeSessions open dialogs on this line
 * @param maxChat how many the line allows, 0 if any number
 * @param freeSlots how many more, null if any number
 */
public record OperatorLoad(long userId, long lineId, String status, int activeSessions, int maxChat, Integer freeSlots)
        implements Serializable {}
