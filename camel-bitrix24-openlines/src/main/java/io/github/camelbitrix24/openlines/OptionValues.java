// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.commons.lang3.ClassUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Says of a value that Camel could not set at an option what the option takes, in words that mend it, before Camel tries. */
final class OptionValues {
    private static final int MOST_TYPOS = 2;
    private static final int SHOWN = 40;
    /** Where a number is found that people know by a name. */
    private static final Map<String, String> FOUND = Map.of(
            "lineId", ": b24openlines:configListGet gives the lines with their numbers",
            "botId", ": the bot's user id, which b24openlines:botRegister gives");

    private OptionValues() {}

    /**
     * Refuses values of an endpoint's options that cannot be meant.
     *
     * @throws B24InvalidRequestException naming the option
     */
    static void check(CamelContext camel, PropertyConfigurer configurer, Map<String, Object> parameters) {
        if (configurer instanceof PropertyConfigurerGetter getter) {
            parameters.forEach((option, value) -> problem(camel, option, getter.getOptionType(option, true), value)
                    .ifPresent(problem -> {
                        throw new B24InvalidRequestException(problem);
                    }));
        }
    }

    /** What is wrong with the value, empty if nothing is, or if it is Camel's to say. */
    static Optional<String> problem(CamelContext camel, String option, Class<?> type, Object value) {
        if (type == null || !(value instanceof String given) || given.isBlank() || given.startsWith("RAW(")) {
            return Optional.empty();
        }
        String text = given.trim();
        if (text.startsWith("#") || type == String.class || type == Object.class) {
            return Optional.empty();
        }
        if (type.isEnum()) {
            return choice(option, text, names(type));
        }
        if (ClassUtils.primitiveToWrapper(type) == Boolean.class) {
            return choice(option, text, List.of("true", "false"));
        }
        if (converts(camel, type, text) || type == long.class && converts(camel, Duration.class, text)) {
            return Optional.empty();
        }
        return Optional.of(
                ClassUtils.isPrimitiveOrWrapper(type)
                        ? "option " + option + " takes a number, and '" + StringUtils.abbreviate(text, SHOWN)
                                + "' is none" + FOUND.getOrDefault(option, "")
                        : bean(camel, option, type, text));
    }

    private static boolean converts(CamelContext camel, Class<?> type, String text) {
        return camel.getTypeConverter().tryConvertTo(type, text) != null;
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private static Optional<String> choice(String option, String text, List<String> choices) {
        if (choices.stream().anyMatch(choice -> plain(choice).equals(plain(text)))) {
            return Optional.empty();
        }
        String meant = choices.stream()
                .filter(choice ->
                        LevenshteinDistance.getDefaultInstance().apply(plain(choice), plain(text)) <= MOST_TYPOS)
                .findFirst()
                .map(choice -> ", did you mean " + choice + "?")
                .orElse("");
        return Optional.of("option " + option + " takes " + String.join(", ", choices) + ", and '"
                + StringUtils.abbreviate(text, SHOWN) + "' is none of these" + meant);
    }

    /** As Camel reads names of constants. */
    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /** The value is repeated if it is a bean's name; what stands in place of a bean may be its secret, which Camel's own text would show. */
    private static String bean(CamelContext camel, String option, Class<?> type, String text) {
        Set<String> names = camel.getRegistry().findByTypeWithName(type).keySet();
        String reference;
        if (names.contains(text)) {
            reference = option + "=#bean:" + text;
        } else {
            reference = option + "=#bean:NAME"
                    + (names.isEmpty() ? ", and a bean of that type" : ", and there are " + String.join(", ", names));
            mask(camel, option);
        }
        return "option " + option + " takes a bean (" + type.getSimpleName() + "): write " + reference;
    }

    /** Camel shows the URI of an endpoint that it cannot make. */
    static void mask(CamelContext camel, String option) {
        ExtendedCamelContext context = camel.getCamelContextExtension();
        String words = context.getAdditionalSensitiveKeywords();
        context.setAdditionalSensitiveKeywords(StringUtils.isBlank(words) ? option : words + "," + option);
    }
}
