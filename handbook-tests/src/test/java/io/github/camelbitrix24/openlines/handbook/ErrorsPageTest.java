// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.RefusalReason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has the exceptions and reasons that there are, all of them and no other. */
class ErrorsPageTest {
    private static final Path API =
            Repository.TOP.resolve("camel-bitrix24-openlines/src/main/java/io/github/camelbitrix24/openlines/api");
    private static final Path KINDS = Repository.TOP.resolve(
            "camel-bitrix24-openlines/src/main/java/io/github/camelbitrix24/openlines/wire/ErrorKind.java");

    private final String page = Repository.text(Repository.TOP.resolve("docs/errors.md"));

    @Test
    void everyExceptionHasARowAndASection() throws Exception {
        List<String> exceptions = Repository.files(file -> file.getParent().equals(API)
                        && file.getFileName().toString().matches("B24\\w+Exception\\.java"))
                .stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.equals(B24Exception.class.getSimpleName()))
                .toList();

        assertThat(found("(?m)^## (B24\\w+)$")).containsExactlyInAnyOrderElementsOf(exceptions);
        assertThat(found("(?m)^\\| \\[`(B24\\w+)`\\]\\(#\\w+\\) \\|")).containsExactlyInAnyOrderElementsOf(exceptions);
        for (String exception : exceptions) {
            assertThat(Class.forName(B24Exception.class.getPackageName() + "." + exception))
                    .isNotNull();
        }
    }

    @Test
    void everyReasonHasARow() {
        String section = page.substring(page.indexOf("## B24RefusedException"), page.indexOf("## B24AuthException"));

        assertThat(Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| \\S.* \\| \\S.* \\|$")
                        .matcher(section)
                        .results()
                        .map(row -> row.group(1)))
                .containsExactly(
                        Arrays.stream(RefusalReason.values()).map(Enum::name).toArray(String[]::new));
    }

    /** The getters of the table are those of the class. */
    @Test
    void everyGetterIsTold() {
        assertThat(found("(?m)^\\| `(get\\w+)\\(\\)` \\|"))
                .containsExactlyInAnyOrder(Arrays.stream(B24Exception.class.getDeclaredMethods())
                        .map(method -> method.getName())
                        .filter(name -> name.startsWith("get") && !name.equals("getHttpResponseStatus"))
                        .toArray(String[]::new));
    }

    /** Each code that decides about the kind of an exception is told, and so is no code that decides nothing. */
    @Test
    void everyCodeThatDecidesIsTold() {
        String kinds = Repository.text(KINDS);
        List<String> auth = quoted(kinds.substring(kinds.indexOf("AUTH_CODES ="), kinds.indexOf("OTHER_CODES =")));
        List<String> others = quoted(kinds.substring(kinds.indexOf("OTHER_CODES ="), kinds.indexOf("ACCESS_DENIED =")));
        String told = page.toLowerCase(Locale.ROOT);

        assertThat(auth)
                .hasSizeGreaterThan(20)
                .allSatisfy(code -> assertThat(told).contains("`" + code + "`"));
        assertThat(others)
                .hasSizeGreaterThan(5)
                .allSatisfy(code -> assertThat(told).contains("`" + code + "`"));
    }

    private List<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> quoted(String source) {
        return Pattern.compile("\"([a-z_]+)\"")
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
