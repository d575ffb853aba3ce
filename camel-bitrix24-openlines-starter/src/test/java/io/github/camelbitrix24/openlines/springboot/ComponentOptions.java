// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.commons.lang3.StringUtils;

/** The component's options, and the source of the class that binds them to Spring Boot's properties. */
final class ComponentOptions {
    private static final Map<String, String> BOXES =
            Map.of("boolean", "Boolean", "int", "Integer", "long", "Long", "double", "Double");

    private ComponentOptions() {}

    static List<ComponentModel.ComponentOptionModel> read() throws IOException {
        String path =
                "/META-INF/" + B24OpenLinesComponent.class.getPackageName().replace('.', '/');
        try (InputStream json = ComponentOptions.class.getResourceAsStream(path + "/b24openlines.json")) {
            return JsonMapper.generateComponentModel(new String(json.readAllBytes(), StandardCharsets.UTF_8))
                    .getComponentOptions();
        }
    }

    /** The source: a property for each option, described and with its default, so that it lands in the metadata. */
    static String source() throws IOException {
        Map<String, ComponentModel.ComponentOptionModel> options = new TreeMap<>();
        read().forEach(option -> options.put(option.getName(), option));
        return """
                // Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
                // Written from the component's JSON by ComponentOptionsTest.
                package io.github.camelbitrix24.openlines.springboot;

                import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
                import org.springframework.boot.context.properties.ConfigurationProperties;

                /** The component's options under {@code camel.component.b24openlines}; objects as {@code #bean:name}. */
                @ConfigurationProperties("camel.component.b24openlines")
                public class B24OpenLinesComponentConfiguration extends ComponentConfigurationPropertiesCommon {

                """
                + options.values().stream().map(ComponentOptions::field).collect(Collectors.joining("\n"))
                + options.values().stream().map(ComponentOptions::accessors).collect(Collectors.joining())
                + "}\n";
    }

    private static String field(ComponentModel.ComponentOptionModel option) {
        String value = option.getDefaultValue() == null ? "" : " = " + literal(option);
        return "    /** %s */\n    private %s %s%s;\n"
                .formatted(option.getDescription().replace("*/", "* /"), type(option), option.getName(), value);
    }

    private static String accessors(ComponentModel.ComponentOptionModel option) {
        return """

                    public %1$s get%3$s() {
                        return %2$s;
                    }

                    public void set%3$s(%1$s %2$s) {
                        this.%2$s = %2$s;
                    }
                """.formatted(type(option), option.getName(), StringUtils.capitalize(option.getName()));
    }

    private static String type(ComponentModel.ComponentOptionModel option) {
        if (option.getType().equals("duration")) {
            return "java.time.Duration";
        }
        return BOXES.getOrDefault(option.getJavaType(), option.getJavaType()).replace("java.lang.", "");
    }

    private static String literal(ComponentModel.ComponentOptionModel option) {
        Object value = option.getDefaultValue();
        return switch (type(option)) {
            case "String" -> "\"" + value + "\"";
            case "Long" -> value + "L";
            case "java.time.Duration" -> "java.time.Duration.ofMillis(%s)".formatted(value);
            case "Boolean", "Integer", "Double" -> value.toString();
            default -> type(option) + "." + value;
        };
    }
}
