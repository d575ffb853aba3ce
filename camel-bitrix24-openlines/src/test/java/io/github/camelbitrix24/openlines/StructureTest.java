// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.camelbitrix24.openlines.operation.Parameter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The direction of the packages, as docs/architecture.md has it. */
@AnalyzeClasses(
        packages = "io.github.camelbitrix24.openlines",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class StructureTest {
    private static final String BASE = "io.github.camelbitrix24.openlines";

    @ArchTest
    static final ArchRule PACKAGES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(BASE + "..")
            .layer("root")
            .definedBy(BASE)
            .layer("request")
            .definedBy(BASE + ".request..")
            .layer("events")
            .definedBy(BASE + ".events..")
            .layer("health")
            .definedBy(BASE + ".health..")
            .layer("portal")
            .definedBy(BASE + ".portal..")
            .layer("pace")
            .definedBy(BASE + ".pace..")
            .layer("wire")
            .definedBy(BASE + ".wire..")
            .layer("auth")
            .definedBy(BASE + ".auth..")
            .layer("operation")
            .definedBy(BASE + ".operation..")
            .layer("routing")
            .definedBy(BASE + ".routing..")
            .layer("convert")
            .definedBy(BASE + ".convert..")
            .layer("metrics")
            .definedBy(BASE + ".metrics..")
            .layer("tracing")
            .definedBy(BASE + ".tracing..")
            .layer("report")
            .definedBy(BASE + ".report..")
            .layer("rest")
            .definedBy(BASE + ".rest..")
            .layer("api")
            .definedBy(BASE + ".api..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("request")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("events")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("convert")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("tracing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("routing")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("portal")
            .mayOnlyBeAccessedByLayers("root", "events", "health", "routing")
            .whereLayer("pace")
            .mayOnlyBeAccessedByLayers("root", "health", "portal")
            .whereLayer("wire")
            .mayOnlyBeAccessedByLayers("root", "pace")
            .whereLayer("auth")
            .mayOnlyBeAccessedByLayers("root", "portal", "pace", "wire")
            .whereLayer("operation")
            .mayOnlyBeAccessedByLayers("root", "request", "routing");

    @ArchTest
    static final ArchRule VALUES_KNOW_NOBODY = noClasses()
            .that()
            .resideInAPackage(BASE + ".api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE, BASE + ".rest..", BASE + ".operation..", BASE + ".wire..", BASE + ".portal..");

    @ArchTest
    static final ArchRule TEXTS_KNOW_NOBODY = noClasses()
            .that()
            .resideInAPackage(BASE + ".text..")
            .should()
            .dependOnClassesThat(resideInAPackage(BASE + "..").and(not(resideInAPackage(BASE + ".text.."))));

    @ArchTest
    static final ArchRule WHAT_OBSERVES_KNOWS_NOBODY_ELSE = noClasses()
            .that()
            .resideInAnyPackage(BASE + ".report..", BASE + ".metrics..", BASE + ".tracing..")
            .should()
            .dependOnClassesThat(resideInAPackage(BASE + "..")
                    .and(not(resideInAnyPackage(
                            BASE + ".report..",
                            BASE + ".metrics..",
                            BASE + ".tracing..",
                            BASE + ".api..",
                            BASE + ".text.."))));

    @ArchTest
    static final ArchRule NO_MICROMETER_OUTSIDE_ITS_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".metrics")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule NO_TELEMETRY_OUTSIDE_ITS_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".tracing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel.telemetry..", "io.opentelemetry..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_NO_EXCHANGE = noClasses()
            .that()
            .resideInAnyPackage(
                    BASE + ".health..",
                    BASE + ".routing..",
                    BASE + ".portal..",
                    BASE + ".pace..",
                    BASE + ".wire..",
                    BASE + ".auth..",
                    BASE + ".operation..",
                    BASE + ".report..",
                    BASE + ".metrics..",
                    BASE + ".rest..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.camel.Exchange")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.camel.Endpoint")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.camel.Message");

    @ArchTest
    static final ArchRule NO_JACKSON_OUTSIDE_ITS_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".rest", BASE + ".api")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** Values say by annotations how an {@code ObjectMapper} writes and reads them; no signature of users shows that. */
    @ArchTest
    static final ArchRule NO_JACKSON_IN_SIGNATURES = noCodeUnits()
            .that()
            .areDeclaredInClassesThat(resideInAPackage(BASE + ".api")
                    .and(describe(
                            "are seen by users", type -> type.getModifiers().contains(JavaModifier.PUBLIC))))
            .should()
            .haveRawReturnType(resideInAPackage("com.fasterxml.jackson.."))
            .orShould()
            .haveRawParameterTypes(describe(
                    "one of Jackson", types -> types.stream().anyMatch(resideInAPackage("com.fasterxml.jackson.."))));

    @Test
    void everyParameterHasItsHeaderConstantAndItsOption() throws Exception {
        List<String> options = Arrays.stream(B24OpenLinesTargets.class.getDeclaredFields())
                .map(Field::getName)
                .toList();
        for (Parameter parameter : Parameter.values()) {
            assertThat(B24OpenLinesConstants.class.getField(parameter.name()).get(null))
                    .isEqualTo(parameter.header());
            assertThat(options).contains(parameter.option());
        }
    }

    @Test
    void everyHeaderHasTheComponentsPrefix() throws Exception {
        for (Field field : B24OpenLinesConstants.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.getName().equals("SCHEME")) {
                assertThat((String) field.get(null)).startsWith("CamelB24OpenLines");
            }
        }
    }
}
