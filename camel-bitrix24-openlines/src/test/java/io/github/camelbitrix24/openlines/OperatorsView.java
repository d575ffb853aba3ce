// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonObject;

/** What our dev console, in text and JSON, and the health checks show. */
final class OperatorsView {
    private OperatorsView() {}

    static List<String> of(CamelContext context) {
        DevConsole console = context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("b24openlines");
        List<String> shown = new ArrayList<>();
        shown.add((String) console.call(DevConsole.MediaType.TEXT, Map.of()));
        shown.add(((JsonObject) console.call(DevConsole.MediaType.JSON, Map.of())).toJson());
        HealthCheckHelper.invoke(context)
                .forEach(result -> shown.add(result.getCheck().getId() + " " + result.getState() + " "
                        + result.getMessage() + " " + result.getDetails() + " " + result.getError()));
        return shown;
    }
}
