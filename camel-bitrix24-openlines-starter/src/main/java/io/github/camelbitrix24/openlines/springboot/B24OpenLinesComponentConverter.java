// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.Strings;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** Makes {@code #bean:name} the application's bean of that name, for the options that are objects. */
@ConfigurationPropertiesBinding
public class B24OpenLinesComponentConverter implements GenericConverter {
    private final ApplicationContext application;

    B24OpenLinesComponentConverter(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Arrays.stream(BeanUtils.getPropertyDescriptors(B24OpenLinesComponentConfiguration.class))
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getPropertyType)
                .filter(type -> !BeanUtils.isSimpleValueType(type))
                .map(type -> new ConvertiblePair(String.class, type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The bean.
     *
     * @throws IllegalArgumentException if the text is no reference; it is not repeated, for it may hold a secret
     */
    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String reference = source == null ? "" : source.toString().trim();
        if (reference.isEmpty()) {
            return null;
        }
        if (!reference.startsWith("#")) {
            throw new IllegalArgumentException("an option of type "
                    + targetType.getType().getSimpleName() + " takes a reference to a bean, #bean:name");
        }
        return application.getBean(Strings.CS.removeStart(reference.substring(1), "bean:"), targetType.getType());
    }
}
