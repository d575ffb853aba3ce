// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A line, which the portal also calls an open channel (§7.5).
 *
 * @param id the number that a transfer's {@code queueId} takes
 * @param name as the portal shows it
 * @param active whether it takes dialogs
 * @param queueType {@code evenly}, {@code strictly} or {@code all}; null if the portal did not say
 * @param operatorIds the users in its queue, in their order; empty if the answer left them out
 * @param data the portal's whole answer
 */
public record Line(
        long id,
        String name,
        boolean active,
        String queueType,
        List<Long> operatorIds,
        @JsonDeserialize(using = JsonForm.DataReader.class) Map<String, Object> data)
        implements Serializable {}
