// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What makes one HTTP client differ from another; endpoints with equal settings share one. Holds the proxy's password. */
record HttpSettings(
        long connectTimeout,
        long responseTimeout,
        SSLContextParameters ssl,
        HttpClientConfigurer configurer,
        String proxyHost,
        Integer proxyPort,
        String proxyAuthScheme,
        String proxyAuthUsername,
        String proxyAuthPassword,
        String nonProxyHosts) {

    static HttpSettings of(B24OpenLinesConfiguration configuration, SSLContextParameters global) {
        return new HttpSettings(
                configuration.getConnectTimeout(),
                configuration.getResponseTimeout(),
                configuration.getSslContextParameters() != null ? configuration.getSslContextParameters() : global,
                configuration.getHttpClientConfigurer(),
                configuration.getProxyHost(),
                configuration.getProxyPort(),
                configuration.getProxyAuthScheme(),
                configuration.getProxyAuthUsername(),
                configuration.getProxyAuthPassword(),
                configuration.getNonProxyHosts());
    }

    @Override
    public String toString() {
        return "HttpSettings[connectTimeout=" + connectTimeout + ", responseTimeout=" + responseTimeout + "]";
    }
}
