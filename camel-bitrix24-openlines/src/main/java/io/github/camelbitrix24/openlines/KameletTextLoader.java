// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Camel's loader of YAML routes, with a {@link KameletTextResolver} in front of its own; Camel has no other door for one. */
final class KameletTextLoader extends YamlRoutesBuilderLoader {

    @Override
    protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource resource) {
        YamlDeserializationContext context = super.newYamlDeserializationContext(settings, resource);
        context.addResolver(new KameletTextResolver(getCamelContext()));
        return context;
    }
}
