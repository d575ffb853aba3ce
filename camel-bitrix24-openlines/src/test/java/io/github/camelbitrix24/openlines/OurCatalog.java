// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;

/** Camel's catalog with this component in it, as tools know it. */
final class OurCatalog {
    static final String SCHEME = B24OpenLinesConstants.SCHEME;

    private OurCatalog() {}

    static CamelCatalog create() {
        CamelCatalog catalog = new DefaultCamelCatalog(true);
        catalog.addComponent(SCHEME, B24OpenLinesComponent.class.getName(), json());
        return catalog;
    }

    static ComponentModel component() {
        return create().componentModel(SCHEME);
    }

    private static String json() {
        String path =
                "/META-INF/" + B24OpenLinesComponent.class.getPackageName().replace('.', '/');
        try (InputStream json = OurCatalog.class.getResourceAsStream(path + "/" + SCHEME + ".json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
