// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.Serializable;
import java.time.Instant;

/**
 * The portal's own account of a call, the {@code time} object of an answer (§1.6).
 *
 * @param start when the portal began; null if it did not say
 * @param finish when the portal was done; null if it did not say
 * @param duration seconds at the portal, with fractions
 * @param processing seconds in the method itself; current portals cut it to whole seconds
 * @param operating seconds that this method has used up in the running window of ten minutes (§3.2); 0 without a limiter
 * @param operatingResetAt when the oldest part of {@code operating} falls out; null without a limiter
 */
public record RestTime(
        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = JsonForm.InstantReader.class)
        Instant start,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = JsonForm.InstantReader.class)
        Instant finish,

        double duration,
        double processing,
        double operating,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = JsonForm.InstantReader.class)
        Instant operatingResetAt)
        implements Serializable {}
