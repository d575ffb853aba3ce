// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/security.md} names are there. */
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("(?m)^\\| `(\\w+Test)\\.(\\w+)` \\|$");

    @Test
    void everyTestThatIsNamedIsThere() {
        List<MatchResult> named = NAMED.matcher(Repository.text(Repository.TOP.resolve("docs/security.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(25).allSatisfy(test -> {
            List<Path> sources = Repository.files(file -> file.endsWith(test.group(1) + ".java"));
            assertThat(sources)
                    .as(test.group())
                    .anySatisfy(source -> assertThat(Repository.text(source)).contains(" void " + test.group(2) + "("));
        });
    }
}
