// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code app.info}: what an application learns about itself, and a webhook about its scopes (§7.9). */
final class AppInfo {

    private static final String LICENSE = "en_company";

    private AppInfo() {}

    static List<RestMethod> rows() {
        return List.of(new RestMethod("app.info", Set.of(), KeyCase.ANY, AppInfo::of));
    }

    static Object of(Call call) {
        Map<String, Object> info = new LinkedHashMap<>();
        if (call.app() == null) {
            if (call.portal().state().is(PortalSwitch.APP_INFO_DENIED)) {
                throw Refused.with("ACCESS_DENIED", "Access denied! Application context required");
            }
            info.put("SCOPE", List.copyOf(call.scopes()));
            info.put("LICENSE", LICENSE);
            return info;
        }
        info.put("ID", 1);
        info.put("CODE", call.app().clientId());
        info.put("VERSION", 1);
        info.put("STATUS", "L");
        info.put("INSTALLED", true);
        info.put("PAYMENT_EXPIRED", "N");
        info.put("DAYS", null);
        info.put("LANGUAGE_ID", "en");
        info.put("LICENSE", LICENSE);
        info.put("LICENSE_TYPE", "company");
        info.put("LICENSE_FAMILY", "company");
        return info;
    }
}
