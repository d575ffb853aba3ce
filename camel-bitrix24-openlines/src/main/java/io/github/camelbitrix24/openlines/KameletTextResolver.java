// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.text.TypedText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Of a Kamelet's form Camel's YAML makes an address without encoding anything: a text with {@code &} is cut, one with two lines joined. So
 * a text for one of our Kamelets is written in safe signs first, and the step left to Camel then.
 */
final class KameletTextResolver implements YamlDeserializerResolver {
    private static final String OURS = "b24openlines-";
    private static final Set<String> TEXTS = Set.of("message", "note");
    private static final Set<String> STEPS =
            Set.of("to", "org.apache.camel.model.ToDefinition", "kamelet", "org.apache.camel.model.KameletDefinition");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");

    private final List<YamlDeserializerResolver> camels =
            List.of(new CustomResolver(new BeansDeserializer()), new ModelDeserializersResolver());
    private final CamelContext context;

    KameletTextResolver(CamelContext context) {
        this.context = context;
    }

    /** Before Camel's own, which are at 0 and behind. */
    @Override
    public int getOrder() {
        return -24;
    }

    @Override
    public ConstructNode resolve(String id) {
        return STEPS.contains(id)
                ? camels.stream()
                        .map(each -> each.resolve(id))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(this::rewriting)
                        .orElse(null)
                : null;
    }

    private ConstructNode rewriting(ConstructNode camels) {
        return node -> {
            if (node instanceof MappingNode step && isOurs(step)) {
                value(step, "parameters").ifPresent(this::rewrite);
            }
            return camels.construct(node);
        };
    }

    private static boolean isOurs(MappingNode step) {
        Optional<Node> template = value(step, "parameters")
                .filter(MappingNode.class::isInstance)
                .flatMap(parameters -> value((MappingNode) parameters, "templateId"));
        return Stream.of(value(step, "uri"), value(step, "name"), template)
                .flatMap(Optional::stream)
                .map(KameletTextResolver::text)
                .map(name -> name.replaceFirst("^kamelet:(//)?", ""))
                .anyMatch(name -> name.startsWith(OURS));
    }

    private static Optional<Node> value(MappingNode step, String key) {
        return step.getValue().stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private void rewrite(Node parameters) {
        if (parameters instanceof MappingNode mapping) {
            mapping.setValue(mapping.getValue().stream().map(this::written).toList());
        }
    }

    private NodeTuple written(NodeTuple parameter) {
        return TEXTS.contains(text(parameter.getKeyNode())) && parameter.getValueNode() instanceof ScalarNode typed
                ? new NodeTuple(
                        parameter.getKeyNode(),
                        new ScalarNode(Tag.STR, written(typed.getValue()), ScalarStyle.SINGLE_QUOTED))
                : parameter;
    }

    /** A placeholder whose property is not known here is left to Camel: it may be a parameter of a template. */
    private String written(String typed) {
        if (!PLACEHOLDER.matcher(typed).find()) {
            return TypedText.written(typed);
        }
        try {
            return TypedText.written(context.resolvePropertyPlaceholders(typed));
        } catch (IllegalArgumentException e) {
            return typed;
        }
    }
}
