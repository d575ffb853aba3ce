// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.junit.jupiter.api.Test;

/** The options and defaults of {@code docs/limits.md} are the component's. */
class LimitsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:`(\\w+)`)? ?\\| ");

    @Test
    void everyOptionHasItsDefault() {
        List<MatchResult> rows = ROW.matcher(Repository.text(Repository.TOP.resolve("docs/limits.md")))
                .results()
                .toList();
        List<EndpointOptionModel> options = new OurOptions().ours().getEndpointOptions();

        assertThat(rows).hasSize(16).allSatisfy(row -> {
            EndpointOptionModel option = options.stream()
                    .filter(each -> each.getName().equals(row.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(row.group(1) + " is no option"));
            Object standard = option.getDefaultValue();
            assertThat(row.group(2)).as(option.getName()).isEqualTo(standard == null ? null : standard.toString());
        });
    }
}
