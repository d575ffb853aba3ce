// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Connectors;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Whether a connector is switched on for a line (§7.11). */
final class ConnectorSettings {

    private ConnectorSettings() {}

    /** A trap: every text that is not empty and not 0 switches on, N too. */
    static Object activate(Call call) {
        Object active = call.parameters().get("ACTIVE");
        boolean off = "N".equals(active) && call.portal().state().is(PortalSwitch.ACTIVATE_N_IS_OFF);
        long line = line(call);
        if (call.portal().state().line(line).isEmpty()) {
            throw Refused.argument("LINE", "The value of an argument 'LINE' is unknown");
        }
        call.portal().connectors().activate(connector(call), call.requireApp(), line, Php.isTrue(active) && !off);
        return true;
    }

    static Object status(Call call) {
        String connector = connector(call);
        long line = line(call);
        call.portal().connectors().own(connector, call.requireApp());
        Connectors connectors = call.portal().state().connectors();
        boolean active = connectors.isActive(connector, line);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("LINE", line);
        status.put("CONNECTOR", connector);
        status.put("ERROR", false);
        status.put("CONFIGURED", active);
        status.put("STATUS", active);
        return status;
    }

    /** The name, which is stored in lower case. */
    static String connector(Call call) {
        String connector = call.parameters().text("CONNECTOR").toLowerCase(Locale.ROOT);
        if (connector.isEmpty()) {
            throw Refused.missingArgument("CONNECTOR");
        }
        return connector;
    }

    static long line(Call call) {
        long line = call.parameters().intval("LINE");
        if (line <= 0) {
            throw Refused.missingArgument("LINE");
        }
        return line;
    }
}
