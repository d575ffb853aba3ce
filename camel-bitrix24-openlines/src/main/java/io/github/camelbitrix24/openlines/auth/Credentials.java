// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.List;

/** What opens the portal to a caller. Implementations are values: equal ones open the same door, and none shows a secret as text. */
public interface Credentials {

    /** The path of a method's address on the portal; holds a secret if the credentials are a webhook. */
    String path(String restMethod);

    /** The secrets, to be taken out of whatever the portal says. */
    List<String> secrets();
}
