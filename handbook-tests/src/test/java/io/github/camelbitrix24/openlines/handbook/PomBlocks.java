// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Parts of a POM name artifacts that there are, in the versions that this build has: our modules by its modules; others by what its
 * POMs name. A property of a POM that names a version has the value of this build's property of that name.
 */
final class PomBlocks {
    private static final String OURS = "io.github.camel-bitrix24";
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+\\.version)>([^<$]+)</");
    private static final Set<String> WITH_ARTIFACT = Set.of("dependency", "plugin", "parent", "exclusion");

    private final String version = first("<version>([^<]+)</version>");
    /** What a reader's project needs and this build does not. */
    private static final Set<String> OTHERS =
            Set.of("slf4j-simple", "camel-file-starter", "spring-boot-maven-plugin", "spring-boot-starter-parent");

    private final Set<String> artifacts = new TreeSet<>(OTHERS);
    private final Map<String, String> versions;

    PomBlocks() {
        for (Path pom : Repository.files(file -> file.endsWith("pom.xml"))) {
            ARTIFACT.matcher(Repository.text(pom)).results().forEach(match -> artifacts.add(match.group(1)));
        }
        versions = PROPERTY.matcher(root())
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (a, b) -> a, TreeMap::new));
    }

    void check(Element root) {
        NodeList all = root.getElementsByTagName("*");
        for (int number = 0; number < all.getLength(); number++) {
            Element element = (Element) all.item(number);
            if (WITH_ARTIFACT.contains(element.getNodeName())) {
                artifact(element, root);
            } else if (element.getNodeName().endsWith(".version")
                    && !element.getNodeName().equals("java.version")) {
                assertThat(versions).containsEntry(element.getNodeName(), element.getTextContent());
            }
        }
    }

    private void artifact(Element element, Element root) {
        String artifact = child(element, "artifactId");
        assertThat(artifacts).as("artifacts that this build names").contains(artifact);
        if (OURS.equals(child(element, "groupId"))) {
            assertThat(resolved(child(element, "version"), root))
                    .as("the version of %s", artifact)
                    .isIn(version, null);
        } else if (child(element, "version") != null) {
            assertThat(versions.values())
                    .as("versions of this build")
                    .contains(resolved(child(element, "version"), root));
        }
    }

    private static String resolved(String text, Element root) {
        if (text == null || !text.startsWith("${")) {
            return text;
        }
        NodeList values = root.getElementsByTagName(text.substring(2, text.length() - 1));
        assertThat(values.getLength()).as("definitions of %s", text).isEqualTo(1);
        return values.item(0).getTextContent();
    }

    private static String child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent();
            }
        }
        return null;
    }

    private static String root() {
        return Repository.text(Repository.TOP.resolve("pom.xml"));
    }

    private static String first(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(root());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
