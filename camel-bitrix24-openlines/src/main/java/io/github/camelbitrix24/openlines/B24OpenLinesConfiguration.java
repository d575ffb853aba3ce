// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.Bot;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What can stand on the component and be overridden on an endpoint. Has no {@code toString}: it holds secrets. */
@UriParams
public class B24OpenLinesConfiguration implements Cloneable {

    @UriParam(description = "The portal's address, like https://example.bitrix24.com: no path, no webhook.")
    private String portalUrl;

    @UriParam(
            label = "security",
            secret = true,
            description = "The USER_ID/CODE of an incoming webhook. Calls act as the employee who made it.")
    private String authToken;

    @UriParam(
            description =
                    "The chatbot to act as or to receive the events of: a bean of type api.Bot with id and token.")
    private Bot bot;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether an action to which the portal answers false fails the exchange. If not, the result's"
                    + " outcome is REFUSED.")
    private boolean failOnFalse = true;

    @UriParam(
            label = "advanced",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "How long to wait for a connection to the portal.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            defaultValue = "65000",
            javaType = "java.time.Duration",
            description = "How long to wait for an answer. The portal itself cuts a call at 60 seconds.")
    private long responseTimeout = 65_000;

    @UriParam(label = "advanced", description = "Adapts the Apache HttpClient 5 before it is built.")
    private HttpClientConfigurer httpClientConfigurer;

    @UriParam(label = "security", description = "TLS settings, for a portal whose certificate the JVM does not trust.")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "proxy", description = "Host of an HTTP proxy.")
    private String proxyHost;

    @UriParam(label = "proxy", description = "Port of the HTTP proxy.")
    private Integer proxyPort;

    @UriParam(label = "proxy", enums = "http,https", description = "How to speak to the proxy itself.")
    private String proxyAuthScheme;

    @UriParam(label = "proxy", secret = true, description = "User name at the proxy.")
    private String proxyAuthUsername;

    @UriParam(label = "proxy", secret = true, description = "Password at the proxy.")
    private String proxyAuthPassword;

    @UriParam(label = "proxy", description = "Hosts reached without the proxy, separated by comma.")
    private String nonProxyHosts;

    /** A copy for an endpoint to override. */
    public B24OpenLinesConfiguration copy() {
        try {
            return (B24OpenLinesConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getPortalUrl() {
        return portalUrl;
    }

    public void setPortalUrl(String portalUrl) {
        this.portalUrl = portalUrl;
    }

    public String getAuthToken() {
        return authToken;
    }

    public void setAuthToken(String authToken) {
        this.authToken = authToken;
    }

    public Bot getBot() {
        return bot;
    }

    public void setBot(Bot bot) {
        this.bot = bot;
    }

    public boolean isFailOnFalse() {
        return failOnFalse;
    }

    public void setFailOnFalse(boolean failOnFalse) {
        this.failOnFalse = failOnFalse;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public HttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    public void setHttpClientConfigurer(HttpClientConfigurer httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyAuthScheme() {
        return proxyAuthScheme;
    }

    public void setProxyAuthScheme(String proxyAuthScheme) {
        this.proxyAuthScheme = proxyAuthScheme;
    }

    public String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    public void setProxyAuthUsername(String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }
}
