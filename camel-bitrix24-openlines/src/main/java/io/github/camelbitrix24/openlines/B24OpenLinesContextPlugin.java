// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/** Lets a Camel context that reads YAML hand texts to our Kamelets as they were typed; without camel-yaml-dsl it does nothing. */
public final class B24OpenLinesContextPlugin implements ContextServicePlugin {
    private static final String YAML = "org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader";
    private static final String NAME = "b24openlines-yaml-loader";

    @Override
    public void load(CamelContext context) {
        if (context.getClassResolver().resolveClass(YAML) != null
                && context.getRegistry().lookupByName(NAME) == null) {
            KameletTextLoader loader = new KameletTextLoader();
            loader.setCamelContext(context);
            context.getRegistry().bind(NAME, loader);
        }
    }
}
