// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;

/** The options of components, as Camel's catalog and our component's JSON have them. */
final class OurOptions {
    static final String SCHEME = "b24openlines";
    private static final String FOLDER = "/META-INF/io/github/camelbitrix24/openlines/";

    private final CamelCatalog catalog = new DefaultCamelCatalog(true);

    OurOptions() {
        catalog.addComponent(SCHEME, "io.github.camelbitrix24.openlines.B24OpenLinesComponent", json());
    }

    ComponentModel ours() {
        return catalog.componentModel(SCHEME);
    }

    /** Whether a component has an option, in camel case or with dashes. */
    boolean component(String scheme, String option) {
        ComponentModel model = catalog.componentModel(scheme);
        String plain = option.replace("-", "").toLowerCase(Locale.ROOT);
        return model != null
                && model.getComponentOptions().stream()
                        .anyMatch(
                                each -> each.getName().toLowerCase(Locale.ROOT).equals(plain));
    }

    private static String json() {
        try (InputStream json = OurOptions.class.getResourceAsStream(FOLDER + SCHEME + ".json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
