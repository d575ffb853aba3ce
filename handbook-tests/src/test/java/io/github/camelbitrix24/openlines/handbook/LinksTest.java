// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links in pages lead to files and headings that there are, or by https to hosts that are known. Nothing is fetched. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]\\n]*(?:\\n[^\\]\\n]*)?\\]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern ADOC_LINK = Pattern.compile("(?:xref:|link:|image::?)([^\\[\\s]+)\\[");
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w-]+\\.[^\\s)\\]\\[`\"'<>|{}]+");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|^----$.*?^----$");
    private static final Pattern INLINE = Pattern.compile("`[^`\n]*`");

    private static final Set<String> HOSTS = Set.of(
            "bucket4j.com",
            "camel.apache.org",
            "cloudevents.io",
            "cyclonedx.org",
            "dl.bitrix24.com",
            "example.bitrix24.com",
            "github.com",
            "keepachangelog.com",
            "maven.apache.org",
            "oauth.bitrix.info",
            "opentelemetry.io",
            "prometheus.io",
            "quarkus.io",
            "semver.org",
            "spring.io",
            "www.apache.org",
            "www.bitrix24.com");

    static List<Path> pages() {
        return Repository.files(file -> file.toString().matches(".*\\.(md|adoc)"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        List<String> broken = new ArrayList<>();
        for (String link : links(page)) {
            if (!link.contains("://") && !link.startsWith("mailto:") && !leads(page, link)) {
                broken.add(link);
            }
        }
        assertThat(broken)
                .as("links of %s that lead nowhere", Repository.relative(page))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void addressesAreOfKnownHosts(Path page) {
        String prose = INLINE.matcher(CODE.matcher(Repository.text(page)).replaceAll(""))
                .replaceAll("");
        assertThat(ADDRESS.matcher(prose)
                        .results()
                        .map(match -> URI.create(match.group().replaceAll("[.,;:]+$", ""))))
                .allSatisfy(address -> {
                    assertThat(address.getScheme()).as("%s", address).isEqualTo("https");
                    assertThat(HOSTS).as("%s", address).contains(address.getHost());
                });
    }

    @Test
    void linksAreFound() {
        Path readme = Repository.TOP.resolve("README.md");

        assertThat(pages()).hasSizeGreaterThan(15);
        assertThat(links(readme)).contains("docs/console.png", "docs/events.md");
        assertThat(leads(readme, "docs/getting-started.md#on-a-real-portal")).isTrue();
        assertThat(leads(readme, "docs/getting-started.md#nowhere")).isFalse();
        assertThat(leads(readme, "docs/nothing.md")).isFalse();
    }

    /** Who looks for a page finds it: each one of the folder is in its index. */
    @Test
    void everyPageIsInTheIndex() throws Exception {
        List<String> index = links(Repository.TOP.resolve("docs/README.md"));
        try (Stream<Path> pages = Files.list(Repository.TOP.resolve("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains(name));
        }
    }

    private static List<String> links(Path page) {
        String text = CODE.matcher(Repository.text(page)).replaceAll("");
        Pattern pattern = page.toString().endsWith(".adoc") ? ADOC_LINK : LINK;
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && target.startsWith(Repository.TOP)
                && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them: lower case, no punctuation, dashes for spaces, and a number for one that comes again. */
    private static Set<String> anchors(Path page) {
        Map<String, Integer> often = new HashMap<>();
        Set<String> anchors = new TreeSet<>();
        String text = CODE.matcher(Repository.text(page)).replaceAll("");
        for (MatchResult heading : HEADING.matcher(text).results().toList()) {
            String plain = heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
            String anchor = plain.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = often.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }
}
