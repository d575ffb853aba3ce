// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    B24OpenLinesComponentConverter(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Arrays.stream(BeanUtils.getPropertyDescriptors(B24OpenLinesComponentConfiguration.class))
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getPropertyType)
                .filter(type ->
                        !BeanUtils.isSimpleValueType(type) && !type.getName().startsWith("java."))
                .map(type -> new ConvertiblePair(String.class, type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The bean. What is no reference becomes null, and a refusal for {@link #throwRefusals}: Spring would show the value of an exception
     * thrown here, and it may be a bot's token.
     */
    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String reference = source == null ? "" : source.toString().trim();
        if (reference.isEmpty()) {
            return null;
        }
        String name = Strings.CS.removeStart(Strings.CS.removeStart(reference, "#"), "bean:");
        if (application.containsBean(name) && application.isTypeMatch(name, targetType.getType())) {
            if (reference.startsWith("#")) {
                return application.getBean(name, targetType.getType());
            }
            refuse(targetType, "#bean:" + name);
        } else {
            refuse(targetType, "#bean:name, and there has to be a bean of that name and type");
        }
        return null;
    }

    private void refuse(TypeDescriptor type, String reference) {
        String options = Arrays.stream(BeanUtils.getPropertyDescriptors(B24OpenLinesComponentConfiguration.class))
                .filter(property -> property.getPropertyType() == type.getType())
                .map(PropertyDescriptor::getName)
                .collect(Collectors.joining(", "));
        refusals.add("camel.component.b24openlines." + options + ": an option of type "
                + type.getType().getSimpleName() + " takes a reference to a bean, " + reference);
    }

    /**
     * Refuses what was no reference.
     *
     * @throws B24InvalidRequestException naming the options, and not their values
     */
    void throwRefusals() {
        if (!refusals.isEmpty()) {
            throw new B24InvalidRequestException(String.join("; ", refusals));
        }
    }
}
