// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/**
 * Hosts to which a moved portal may send its callers, who carry a secret.
 *
 * @param names exact names, or {@code *.example.com} for the names one level below; empty for the vendor's own portals
 */
public record RedirectHosts(List<String> names) {

    /**
     * The zones under which the vendor's help lists portals as NAME.bitrix24.ZONE, Ukraine's aside, which it has left: closed,
     * since anybody can own another one. A portal elsewhere needs the option.
     */
    private static final Set<String> ZONES = Set.of(
            "com", "eu", "de", "fr", "it", "es", "pl", "in", "jp", "cn", "id", "uk", "vn", "kz", "by", "ru", "com.br",
            "com.tr");

    private static final String CLOUD = ".bitrix24.";

    /**
     * Reads the option {@code allowedRedirectHosts}.
     *
     * @param option names separated by comma; blank for the vendor's own portals
     */
    public static RedirectHosts parse(String option) {
        return new RedirectHosts(Arrays.stream(StringUtils.split(StringUtils.defaultString(option), ", "))
                .map(RedirectHosts::ascii)
                .toList());
    }

    private static String ascii(String name) {
        String below = name.startsWith("*.") ? "*." : "";
        return PortalAddress.asciiHost(name.substring(below.length()))
                .map(host -> below + host)
                .orElseGet(() -> name.toLowerCase(Locale.ROOT));
    }

    boolean allows(String host) {
        if (names.isEmpty()) {
            String name = StringUtils.substringBefore(host, CLOUD);
            return host.contains(CLOUD)
                    && !name.isEmpty()
                    && !name.contains(".")
                    && ZONES.contains(host.substring(name.length() + CLOUD.length()));
        }
        return names.stream().anyMatch(name -> matches(name, host));
    }

    private static boolean matches(String name, String host) {
        return name.startsWith("*.")
                ? host.endsWith(name.substring(1)) && host.indexOf('.') == host.length() - name.length() + 1
                : host.equals(name);
    }
}
