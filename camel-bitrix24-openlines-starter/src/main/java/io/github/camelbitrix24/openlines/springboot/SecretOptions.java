// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import java.util.Locale;
import java.util.Set;

/** The options whose values are secrets. */
final class SecretOptions {
    /** In the spelling that all others come down to: lower case, without signs between the words. */
    static final Set<String> NAMES = Set.of(
            "accesstoken",
            "authtoken",
            "bottoken",
            "clientid",
            "clientsecret",
            "proxyauthpassword",
            "proxyauthusername",
            "refreshtoken",
            "webhookverifytoken");

    private static final String PREFIX = "camelcomponentb24openlines";

    private SecretOptions() {}

    /**
     * Whether a property is such an option of the component.
     *
     * @param key in any of Spring's spellings, as that of a property or of an environment variable
     */
    static boolean hides(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.startsWith(PREFIX)
                && plain.length() > PREFIX.length()
                && NAMES.stream().anyMatch(plain::endsWith);
    }
}
