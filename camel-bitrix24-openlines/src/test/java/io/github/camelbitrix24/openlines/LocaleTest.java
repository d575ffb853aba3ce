// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVM's locale has no say in names of options, methods and headers: in Turkish a small I is another letter. */
class LocaleTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"tr,TR", "az,AZ", "lt,LT", "ar,EG"})
    void anyLocaleStartsEveryOptionAndWorksADialog(String language, String country) throws Exception {
        List<String> locale = List.of("-Duser.language=" + language, "-Duser.country=" + country);
        try (Node node = Node.start(locale, Map.of(), LocaleNode.class, List.of(), Node.classPath())) {
            assertThat(node.hear("locale")).isEqualTo(language);
            assertThat(node.hear("unknown")).isEmpty();
            assertThat(node.hear("set")).isEqualTo("3");
            assertThat(node.hear("event")).isEqualTo("ILIK bir selam");
            assertThat(node.hear("outcome")).isEqualTo("APPLIED");
            node.awaitEnd();
        }
    }
}
