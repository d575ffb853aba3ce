// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.text.TypedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.spi.StateRepository;
import org.junit.jupiter.api.Test;

/**
 * What the jar tells GraalVM of itself: the classes that Camel makes by their names or looks into, and the files that it reads. {@code
 * -Dnative.write=true} writes it anew.
 */
class NativeMetadataTest {
    private static final String BASE = B24OpenLinesComponent.class.getPackageName();
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path METADATA =
            RESOURCES.resolve("META-INF/native-image/io.github.camel-bitrix24/camel-bitrix24-openlines");
    private static final Path GENERATED = Path.of("src", "generated", "resources");
    private static final Path DECORATORS = RESOURCES.resolve("META-INF/services");
    private static final Path SERVICES = GENERATED.resolve("META-INF/services/org/apache/camel");
    private static final Pattern NAME = Pattern.compile("(?m)^(?:class=)?(" + Pattern.quote(BASE) + "[\\w.$]+)$");

    private static final List<Class<?>> BEANS =
            List.of(TokenStore.class, CredentialSource.class, StateRepository.class);
    /** Camel sets their properties when it knows no configurer for a bean. */
    private static final List<Class<?>> OPTIONS = List.of(B24OpenLinesConfiguration.class, B24OpenLinesEndpoint.class);

    @Test
    void reflectionIsThatOfTheClasses() throws Exception {
        List<Map<String, Object>> classes = Stream.of(
                        services(), values(), beans(), options(), Stream.of(TypedText.class.getName()))
                .flatMap(each -> each)
                .distinct()
                .sorted()
                .map(NativeMetadataTest::reflection)
                .toList();

        isWritten("reflect-config.json", classes);
        assertThat(classes).extracting(each -> each.get("name")).contains(BASE + ".api.ChatEvent", BASE + ".api.Bot");
    }

    @Test
    void resourcesAreTheOnesInTheJar() throws Exception {
        List<String> patterns = List.of(
                "META-INF/services/org/apache/camel/.*b24openlines.*",
                "META-INF/services/org/apache/camel/TypeConverterLoader",
                "META-INF/services/org/apache/camel/model/.*Definition",
                "META-INF/services/org\\.apache\\.camel\\..*",
                "META-INF/org/apache/camel/dev-console/b24openlines\\.json",
                "META-INF/io/github/camelbitrix24/openlines/.*\\.json",
                "io/github/camelbitrix24/openlines/auth/.*\\.sql",
                "kamelets/b24openlines-.*\\.kamelet\\.yaml");

        isWritten(
                "resource-config.json",
                Map.of(
                        "resources",
                        Map.of(
                                "includes",
                                patterns.stream()
                                        .map(pattern -> Map.of("pattern", pattern))
                                        .toList())));
        try (Stream<Path> own = Files.walk(RESOURCES);
                Stream<Path> generated = Files.walk(GENERATED)) {
            assertThat(Stream.concat(
                                    own.filter(Files::isRegularFile)
                                            .map(file ->
                                                    RESOURCES.relativize(file).toString()),
                                    generated
                                            .filter(Files::isRegularFile)
                                            .map(file ->
                                                    GENERATED.relativize(file).toString()))
                            .filter(name ->
                                    name.matches(".*\\.(yaml|sql|json)|.*camel/[a-z-]+/.*|.*Loader|.*services/[^/]*"))
                            .filter(name -> !name.contains("native-image")))
                    .isNotEmpty()
                    .allMatch(name -> patterns.stream().anyMatch(name::matches));
        }
    }

    private static void isWritten(String name, Object content) throws IOException {
        Path file = METADATA.resolve(name);
        if (Boolean.getBoolean("native.write")) {
            Files.createDirectories(METADATA);
            Files.writeString(file, pretty(Json.text(content)));
        }
        assertThat(Json.read(Files.readString(file))).isEqualTo(Json.read(Json.text(content)));
    }

    private static String pretty(String json) {
        return json.replace("},{", "},\n  {").replace("[{", "[\n  {").replace("}]", "}\n]") + "\n";
    }

    private static Map<String, Object> reflection(String name) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("allPublicConstructors", true);
        entry.put("allPublicMethods", true);
        return entry;
    }

    /** What Camel makes by the names in service files. */
    private static Stream<String> services() throws IOException {
        try (Stream<Path> camels = Files.walk(SERVICES);
                Stream<Path> javas = Files.walk(DECORATORS)) {
            List<String> names = Stream.concat(camels, javas)
                    .filter(Files::isRegularFile)
                    .flatMap(file -> NAME.matcher(read(file)).results().map((MatchResult match) -> match.group(1)))
                    .toList();
            assertThat(names).contains(BASE + ".B24OpenLinesComponent", BASE + ".convert.B24OpenLinesConvertersLoader");
            return names.stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Simple expressions look into, and beans of route files. */
    private static Stream<String> values() {
        return classes()
                .filter(each -> each.getPackageName().equals(BASE + ".api"))
                .map(JavaClass::getName);
    }

    /** What route files may make. */
    private static Stream<String> beans() {
        return classes()
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC) && !each.isInterface())
                .filter(each -> BEANS.stream().anyMatch(each::isAssignableTo))
                .map(JavaClass::getName);
    }

    private static Stream<String> options() {
        return OPTIONS.stream()
                .flatMap(type -> Stream.<Class<?>>iterate(
                                type, each -> each.getName().startsWith(BASE), Class::getSuperclass)
                        .map(Class::getName));
    }

    private static Stream<JavaClass> classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(BASE).stream()
                        .filter(each -> !each.getName().endsWith("package-info"));
    }
}
