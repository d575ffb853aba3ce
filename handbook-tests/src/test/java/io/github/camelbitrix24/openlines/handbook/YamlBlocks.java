// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A list is routes of Camel's YAML DSL; steps alone are put into a route. A map is a Kamelet, Prometheus' rules, a description of
 * Kubernetes or Compose, which are parsed, or else an {@code application.yaml}.
 */
final class YamlBlocks {
    /** What stands at the top of a file of routes. */
    private static final Set<String> TOP_LEVEL = Set.of(
            "beans",
            "dataFormats",
            "errorHandler",
            "from",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint",
            "onCompletion",
            "onException",
            "rest",
            "restConfiguration",
            "route",
            "routeConfiguration",
            "routeTemplate",
            "templatedRoute");

    private final RouteBlocks routes;
    private final PropertyBlocks properties;

    YamlBlocks(RouteBlocks routes, PropertyBlocks properties) {
        this.routes = routes;
        this.properties = properties;
    }

    void check(Block block) throws Exception {
        Object root =
                new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(block.text());
        if (root instanceof List<?> items) {
            routes.start(block, "yaml", isRoutes(items) ? block.text() : asRoute(block.text()));
        } else {
            map((Map<?, ?>) root, block);
        }
    }

    private void map(Map<?, ?> root, Block block) throws Exception {
        if (String.valueOf(root.get("apiVersion")).startsWith("camel.apache.org/")) {
            routes.start(block, "kamelet.yaml", block.text());
        } else if (root.containsKey("apiVersion")) {
            assertThat(root.containsKey("kind"))
                    .as("a description for Kubernetes has a kind")
                    .isTrue();
        } else if (root.containsKey("groups")) {
            rules((List<?>) root.get("groups"));
        } else if (!root.containsKey("services") && !root.containsKey("scrape_configs")) {
            Map<String, Object> flat = new TreeMap<>();
            flatten("", root, flat);
            properties.check(flat.keySet());
        }
    }

    private static void rules(List<?> groups) {
        for (Object group : groups) {
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                assertThat(((Map<?, ?>) rule).keySet().toString())
                        .contains("expr")
                        .containsPattern("alert|record");
            }
        }
    }

    private static boolean isRoutes(List<?> items) {
        return items.stream().allMatch(item -> item instanceof Map<?, ?> map && TOP_LEVEL.containsAll(map.keySet()));
    }

    private static String asRoute(String steps) {
        return "- from:\n    uri: direct:block\n    steps:\n" + steps.indent(6);
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> into) {
        map.forEach((key, value) -> {
            String name = prefix.isEmpty() ? key.toString() : prefix + "." + key;
            if (value instanceof Map<?, ?> nested) {
                flatten(name, nested, into);
            } else {
                into.put(name, value);
            }
        });
    }
}
