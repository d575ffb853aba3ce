// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
// Written from the component's JSON by ComponentOptionsTest.
package io.github.camelbitrix24.openlines.springboot;

import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The component's options under {@code camel.component.b24openlines}; objects as {@code #bean:name}. */
@ConfigurationProperties("camel.component.b24openlines")
public class B24OpenLinesComponentConfiguration extends ComponentConfigurationPropertiesCommon {

    /** Hosts to which a moved portal may send its callers, separated by comma: names, or .example.com. NAME.bitrix24.ZONE for the vendor's zones by default. */
    private String allowedRedirectHosts;

    /** The USER_ID/CODE of an incoming webhook. Calls act as the employee who made it. */
    private String authToken;

    /** Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as autowired) by looking up in the registry to find if there is a single instance of matching type, which then gets configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection factories, AWS Clients, etc. */
    private Boolean autowiredEnabled = true;

    /** Whether calls that have to wait go together, as one request. Each exchange gets its own result. */
    private io.github.camelbitrix24.openlines.Batching batching = io.github.camelbitrix24.openlines.Batching.auto;

    /** The chatbot to act as or to receive the events of: a bean of type api.Bot with id and token. */
    private io.github.camelbitrix24.openlines.api.Bot bot;

    /** Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd party component and make this possible for future releases. By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and ignored. */
    private Boolean bridgeErrorHandler = false;

    /** With rateLimit=custom: requests at once after a quiet spell. */
    private Long burst;

    /** Options that all endpoints start from. */
    private io.github.camelbitrix24.openlines.B24OpenLinesConfiguration configuration;

    /** How long to wait for a connection to the portal. */
    private java.time.Duration connectTimeout = java.time.Duration.ofMillis(10000);

    /** Whether an action to which the portal answers false fails the exchange. If not, the result's outcome is REFUSED. */
    private Boolean failOnFalse = true;

    /** Used for enabling or disabling all consumer based health checks from this component */
    private Boolean healthCheckConsumerEnabled = true;

    /** Used for enabling or disabling all producer based health checks from this component. Notice: Camel has by default disabled all producer based health-checks. You can turn on producer checks globally by setting camel.health.producersEnabled=true. */
    private Boolean healthCheckProducerEnabled = true;

    /** Adapts the Apache HttpClient 5 before it is built. */
    private org.apache.camel.component.http.HttpClientConfigurer httpClientConfigurer;

    /** Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled during routing messages via Camel's routing error handlers. Beware that when the first message is processed then creating and starting the producer may take a little time and prolong the total processing time of the processing. */
    private Boolean lazyStartProducer = false;

    /** Calls that may go together, 1 to 50. */
    private Integer maxBatchSize = 50;

    /** Requests on their way to the portal at once; 4 by default, 20 with rateLimit=none. */
    private Integer maxInFlight;

    /** Calls that may wait for the portal; one more is refused at once. */
    private Integer maxQueued = 10000;

    /** How often a call is repeated that the portal certainly did not execute. No other call is. */
    private Integer maxRetries = 5;

    /** How long a call may wait, all together: for its turn, for repetitions, for a blocked method. */
    private java.time.Duration maxWait = java.time.Duration.ofMillis(60000);

    /** Hosts reached without the proxy, separated by comma. */
    private String nonProxyHosts;

    /** Seconds of operating time that the portal gives a method in ten minutes. Near it calls are spread over the window; 0 turns that off. */
    private Integer operatingLimit = 480;

    /** The portal's address, like https://example.bitrix24.com: no path, no webhook. */
    private String portalUrl;

    /** Password at the proxy. */
    private String proxyAuthPassword;

    /** How to speak to the proxy itself. */
    private String proxyAuthScheme;

    /** User name at the proxy. */
    private String proxyAuthUsername;

    /** Host of an HTTP proxy. */
    private String proxyHost;

    /** Port of the HTTP proxy. */
    private Integer proxyPort;

    /** The portal's plan, as far as its request rate goes: standard is 2 requests a second with a burst of 50, enterprise 5 with 250. All endpoints of a portal share one budget. */
    private io.github.camelbitrix24.openlines.RateLimit rateLimit = io.github.camelbitrix24.openlines.RateLimit.standard;

    /** With rateLimit=custom: requests a second, with fractions. */
    private Double requestsPerSecond;

    /** How long to wait for an answer. The portal itself cuts a call at 60 seconds. */
    private java.time.Duration responseTimeout = java.time.Duration.ofMillis(65000);

    /** TLS settings, for a portal whose certificate the JVM does not trust. */
    private org.apache.camel.support.jsse.SSLContextParameters sslContextParameters;

    /** Whether to use the TLS settings of the Camel context. */
    private Boolean useGlobalSslContextParameters = false;

    public String getAllowedRedirectHosts() {
        return allowedRedirectHosts;
    }

    public void setAllowedRedirectHosts(String allowedRedirectHosts) {
        this.allowedRedirectHosts = allowedRedirectHosts;
    }

    public String getAuthToken() {
        return authToken;
    }

    public void setAuthToken(String authToken) {
        this.authToken = authToken;
    }

    public Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public io.github.camelbitrix24.openlines.Batching getBatching() {
        return batching;
    }

    public void setBatching(io.github.camelbitrix24.openlines.Batching batching) {
        this.batching = batching;
    }

    public io.github.camelbitrix24.openlines.api.Bot getBot() {
        return bot;
    }

    public void setBot(io.github.camelbitrix24.openlines.api.Bot bot) {
        this.bot = bot;
    }

    public Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public Long getBurst() {
        return burst;
    }

    public void setBurst(Long burst) {
        this.burst = burst;
    }

    public io.github.camelbitrix24.openlines.B24OpenLinesConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(io.github.camelbitrix24.openlines.B24OpenLinesConfiguration configuration) {
        this.configuration = configuration;
    }

    public java.time.Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(java.time.Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Boolean getFailOnFalse() {
        return failOnFalse;
    }

    public void setFailOnFalse(Boolean failOnFalse) {
        this.failOnFalse = failOnFalse;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public org.apache.camel.component.http.HttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    public void setHttpClientConfigurer(org.apache.camel.component.http.HttpClientConfigurer httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }

    public Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public Integer getMaxBatchSize() {
        return maxBatchSize;
    }

    public void setMaxBatchSize(Integer maxBatchSize) {
        this.maxBatchSize = maxBatchSize;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public Integer getMaxQueued() {
        return maxQueued;
    }

    public void setMaxQueued(Integer maxQueued) {
        this.maxQueued = maxQueued;
    }

    public Integer getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(Integer maxRetries) {
        this.maxRetries = maxRetries;
    }

    public java.time.Duration getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(java.time.Duration maxWait) {
        this.maxWait = maxWait;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public Integer getOperatingLimit() {
        return operatingLimit;
    }

    public void setOperatingLimit(Integer operatingLimit) {
        this.operatingLimit = operatingLimit;
    }

    public String getPortalUrl() {
        return portalUrl;
    }

    public void setPortalUrl(String portalUrl) {
        this.portalUrl = portalUrl;
    }

    public String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
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

    public io.github.camelbitrix24.openlines.RateLimit getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(io.github.camelbitrix24.openlines.RateLimit rateLimit) {
        this.rateLimit = rateLimit;
    }

    public Double getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public java.time.Duration getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(java.time.Duration responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public org.apache.camel.support.jsse.SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(org.apache.camel.support.jsse.SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
