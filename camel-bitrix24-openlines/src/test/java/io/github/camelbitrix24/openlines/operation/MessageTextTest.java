// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** By what names JSON of ours is told from what people wrote. */
class MessageTextTest {
    @Test
    void theFormsAreThoseOfTheValues() {
        for (MessageText.Form form : MessageText.forms()) {
            List<String> components = Arrays.stream(form.type().getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            assertThat(Stream.concat(form.always().stream(), form.others().stream()))
                    .as(form.type().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(components);
        }
    }
}
