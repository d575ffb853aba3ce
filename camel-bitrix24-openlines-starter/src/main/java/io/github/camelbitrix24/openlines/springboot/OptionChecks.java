// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Refuses what Spring's binding would pass over without a word, and takes lists where an option is a list of words. */
final class OptionChecks implements BeanPostProcessor {
    private static final ConfigurationPropertyName PREFIX =
            ConfigurationPropertyName.of("camel.component.b24openlines");

    /** Options whose values are separated by comma. */
    private static final Set<String> LISTS = Set.of("allowedRedirectHosts", "nonProxyHosts", "webhookVerifyToken");

    /** Camel's own, of every component. */
    private static final Set<String> CAMELS = Set.of("enabled", "customizer");

    private final Environment environment;
    private final ObjectProvider<B24OpenLinesComponentConverter> converter;

    /** Options by their names in one spelling. */
    private final Map<String, PropertyDescriptor> options = Arrays.stream(
                    BeanUtils.getPropertyDescriptors(B24OpenLinesComponentConfiguration.class))
            .filter(property -> property.getWriteMethod() != null)
            .collect(Collectors.toMap(property -> plain(property.getName()), Function.identity()));

    OptionChecks(Environment environment, ObjectProvider<B24OpenLinesComponentConverter> converter) {
        this.environment = environment;
        this.converter = converter;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof B24OpenLinesComponentConfiguration configuration) {
            converter.ifAvailable(B24OpenLinesComponentConverter::throwRefusals);
            refuseUnknown();
            takeLists(configuration);
        }
        return bean;
    }

    private void takeLists(B24OpenLinesComponentConfiguration configuration) {
        BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(configuration);
        Binder binder = Binder.get(environment);
        for (String option : LISTS) {
            if (bean.getPropertyValue(option) == null) {
                binder.bind(PREFIX.append(dashed(option)), Bindable.listOf(String.class))
                        .map(words -> String.join(",", words))
                        .ifBound(words -> bean.setPropertyValue(option, words));
            }
        }
    }

    /** The messages name options only: a value may be a secret. */
    private void refuseUnknown() {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                boolean ofEnvironment = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
                iterable.stream()
                        .filter(PREFIX::isAncestorOf)
                        .filter(name -> !known(name, ofEnvironment))
                        .findFirst()
                        .ifPresent(name -> {
                            throw unknown(name);
                        });
            }
        }
    }

    private boolean known(ConfigurationPropertyName name, boolean ofEnvironment) {
        List<String> parts = IntStream.range(PREFIX.getNumberOfElements(), name.getNumberOfElements())
                .mapToObj(index -> plain(name.getElement(index, Form.UNIFORM)))
                .toList();
        String first = parts.get(0);
        if (CAMELS.contains(first) || ofEnvironment && options.containsKey(String.join("", parts))) {
            return true;
        }
        PropertyDescriptor option = options.get(first);
        return option != null
                && (parts.size() == 1
                        || !BeanUtils.isSimpleValueType(option.getPropertyType())
                        || parts.size() == 2 && LISTS.contains(option.getName()) && name.isLastElementIndexed());
    }

    private B24InvalidRequestException unknown(ConfigurationPropertyName name) {
        String given = name.subName(PREFIX.getNumberOfElements()).toString();
        String plain = plain(given);
        String help;
        if (plain.equals("botid") || plain.equals("bottoken")) {
            help = "botId and botToken are options of endpoints. The component's bot is a bean: set " + PREFIX
                    + ".bot.id and " + PREFIX + ".bot.token, or " + PREFIX + ".bot = #bean:supportBot";
        } else if (options.containsKey(plain)) {
            help = "write " + PREFIX + "." + dashed(options.get(plain).getName());
        } else if (name.isLastElementIndexed()) {
            help = "it takes one value and no list";
        } else {
            help = "the component has no such option"
                    + near(plain)
                            .map(option -> ", did you mean " + PREFIX + "." + option + "?")
                            .orElse("; what is about a dialog stands on the endpoint");
        }
        return new B24InvalidRequestException(PREFIX + "." + given + ": " + help);
    }

    private Optional<String> near(String plain) {
        return options.entrySet().stream()
                .filter(option -> distance(option.getKey(), plain) <= 2)
                .min(Comparator.comparingInt(option -> distance(option.getKey(), plain)))
                .map(option -> dashed(option.getValue().getName()));
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static String dashed(String option) {
        return option.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
