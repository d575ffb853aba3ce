// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.multiportal;

import io.github.camelbitrix24.openlines.auth.JdbcTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import javax.sql.DataSource;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Keeps the portals' tokens, encrypted, over restarts. */
public final class TokenDatabase implements CamelConfiguration {

    /** The bean that {@code token-store} names. */
    @BindToRegistry
    public TokenStore tokens(CamelContext context, DataSource database) {
        JdbcTokenStore store =
                JdbcTokenStore.encryptedWith(database, context.resolvePropertyPlaceholders("{{tokens.key}}"));
        store.createSchema();
        return store;
    }
}
