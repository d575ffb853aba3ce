// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page by path; there are no others, whatever a path says. */
final class Assets {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final List<String> SHEETS =
            List.of("base.css", "board.css", "frame.css", "narrow.css", "panels.css");
    private static final List<String> SCRIPTS =
            List.of("console.js", "board.js", "card.js", "dialog.js", "dom.js", "faults.js", "icons.js", "traffic.js");

    private final Map<String, Asset> byPath = new LinkedHashMap<>();

    record Asset(String contentType, Buffer body) {}

    Assets() {
        byPath.put("/", read("index.html", "text/html; charset=utf-8"));
        byPath.put("/console/favicon.svg", read("favicon.svg", "image/svg+xml"));
        byPath.put("/favicon.ico", byPath.get("/console/favicon.svg"));
        for (String sheet : SHEETS) {
            byPath.put("/console/" + sheet, read(sheet, "text/css; charset=utf-8"));
        }
        for (String script : SCRIPTS) {
            byPath.put("/console/" + script, read(script, SCRIPT));
        }
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Asset read(String name, String contentType) {
        try (InputStream file = Assets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The console's file " + name + " is missing in the jar");
            }
            return new Asset(contentType, Buffer.buffer(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
