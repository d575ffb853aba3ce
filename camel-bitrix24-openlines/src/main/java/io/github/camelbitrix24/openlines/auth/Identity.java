// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

/** In whose name calls are made, as configured: a value, equal ones share what is made of them. Its text shows no secret. */
public sealed interface Identity permits Webhook, OAuthCaller {

    /** What the credentials are: {@code webhook} or {@code oauth}. */
    String kind();

    /** Whose they are, in words for an operator; no secret. */
    String name();
}
