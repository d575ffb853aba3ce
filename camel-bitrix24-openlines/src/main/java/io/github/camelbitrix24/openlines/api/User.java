// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.Serializable;
import java.util.Map;

/**
 * A user of the portal (§7.8); fields that the webhook's scope hides are null.
 *
 * @param id the number that a transfer's {@code userId} takes
 * @param active whether the user may work; false too if the portal did not say
 * @param name the first name
 * @param lastName the family name
 * @param email may be empty
 * @param type {@code employee}, {@code extranet} …
 * @param online null if the portal did not say
 * @param data the portal's whole answer
 */
public record User(
        long id,
        boolean active,
        String name,
        String lastName,
        String email,
        String type,
        Boolean online,
        @JsonDeserialize(using = JsonForm.DataReader.class) Map<String, Object> data)
        implements Serializable {}
