// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/**
 * No type that holds a secret shows it in its text: a record writes out all it has unless it is told otherwise, so each new
 * component with the name or the type of a secret has to be left out by a {@code toString} of the record's own.
 */
@AnalyzeClasses(
        packages = "io.github.camelbitrix24.openlines",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class SecretTypesTest {
    /** What has the name of a secret and is none, and why. */
    private static final Map<String, String> NO_SECRET = Map.of(
            "AuthorizationServer$Reply$Refused.code", "an error code",
            "Deed$Done.body", "what the route gets; the portal says no secrets in answers to operations",
            "Delivery$NoToken.code", "an error code",
            "Delivery$Rejected.code", "an error code",
            "Renewal$Refusal.code", "an error code",
            "Trouble.code", "an error code",
            "Bot.token", "its text says only whether the token is set; SecretsTest looks at it");

    @ArchTest
    static final ArchRule NO_RECORD_SHOWS_A_SECRET = classes()
            .that(DescribedPredicate.describe("are records", JavaClass::isRecord))
            .should(notShowTheirSecrets());

    @ArchTest
    static final ArchRule NO_TEXT_IS_MADE_OF_A_SECRET = methods()
            .that()
            .haveName("toString")
            .and()
            .areDeclaredInClassesThat(DescribedPredicate.describe("are no records", type -> !type.isRecord()))
            .should(notReadASecret());

    private static ArchCondition<JavaClass> notShowTheirSecrets() {
        return new ArchCondition<>("not show their secrets in toString") {
            @Override
            public void check(JavaClass record, ConditionEvents events) {
                Secrets secrets = new Secrets(NO_SECRET.keySet());
                String text = secrets.samples(record.reflect()).toString();
                secrets.shownIn(text)
                        .forEach(component -> events.add(SimpleConditionEvent.violated(
                                record,
                                record.getName() + ".toString() shows " + component
                                        + ": give the record a toString that leaves it out")));
            }
        };
    }

    private static ArchCondition<JavaMethod> notReadASecret() {
        return new ArchCondition<>("not read a secret") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getAccessesFromSelf().stream()
                        .filter(access ->
                                access.getTargetOwner().getPackageName().startsWith("io.github.camelbitrix24"))
                        .filter(SecretTypesTest::isOfASecret)
                        .forEach(access -> events.add(SimpleConditionEvent.violated(
                                method, access.getDescription() + ", which is a secret")));
            }
        };
    }

    private static boolean isOfASecret(JavaAccess<?> access) {
        String target = Secrets.simple(access.getTargetOwner().getName()) + "." + access.getName();
        return Secrets.isNamed(access.getName()) && !NO_SECRET.containsKey(target);
    }
}
