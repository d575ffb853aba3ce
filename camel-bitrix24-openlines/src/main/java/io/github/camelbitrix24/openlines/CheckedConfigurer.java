// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Sets the component's options, and tells of values that cannot be meant in place of trying them: Camel's own exceptions repeat the value,
 * which may be a secret, and do not say what the option takes.
 */
final class CheckedConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {
    private final PropertyConfigurer configurer;
    private final PropertyConfigurerGetter getter;
    private final Consumer<String> problems;

    <T extends PropertyConfigurer & PropertyConfigurerGetter> CheckedConfigurer(
            T generated, Consumer<String> problems) {
        this.configurer = generated;
        this.getter = generated;
        this.problems = problems;
    }

    @Override
    public boolean configure(CamelContext camel, Object target, String name, Object value, boolean ignoreCase) {
        Optional<String> problem = OptionValues.problem(camel, name, getter.getOptionType(name, ignoreCase), value);
        if (problem.isPresent()) {
            problems.accept(problem.get());
            return true;
        }
        return configurer.configure(camel, target, name, value, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter.getOptionType(name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter.getOptionValue(target, name, ignoreCase);
    }
}
