// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
// Written from the component's JSON by ComponentOptionsTest.
package io.github.camelbitrix24.openlines.springboot;

import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The component's options under {@code camel.component.b24openlines}; objects as {@code #bean:name}. */
@ConfigurationProperties("camel.component.b24openlines")
public class B24OpenLinesComponentConfiguration extends ComponentConfigurationPropertiesCommon {

    /** The access token to begin with. Without it the first call fetches one. */
    private String accessToken;

    /** The employee as whom to act, by a name that credentialSource knows. */
    private String actAs;

    /** Hosts to which a moved portal may send its callers, separated by comma: names, or a star and .example.com for all names one level below it. By default NAME.bitrix24.ZONE for the vendor's zones. */
    private String allowedRedirectHosts;

    /** With source=push: knows the application_token of each portal, for an application with many. */
    private io.github.camelbitrix24.openlines.api.ApplicationTokens applicationTokens;

    /** The secret part of an incoming webhook's address, USER_ID/CODE like 27/abc123. Calls act as the employee who made it. */
    private String authToken;

    /** With source=push: whether an ONAPPINSTALL of the OAuth application, once it has proved genuine, puts the portal's tokens into tokenStore, and an ONAPPUNINSTALL takes them out. */
    private Boolean autoInstall = false;

    /** Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as autowired) by looking up in the registry to find if there is a single instance of matching type, which then gets configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection factories, AWS Clients, etc. */
    private Boolean autowiredEnabled = true;

    /** Whether calls that have to wait go together, as one request: auto or off. Each exchange gets its own result. */
    private io.github.camelbitrix24.openlines.Batching batching = io.github.camelbitrix24.openlines.Batching.auto;

    /** The chatbot to act as or to receive the events of: a bean of type api.Bot with id and token. */
    private io.github.camelbitrix24.openlines.api.Bot bot;

    /** Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd party component and make this possible for future releases. By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and ignored. */
    private Boolean bridgeErrorHandler = false;

    /** How many JVMs share budgetStore: while it is lost, each goes on with that part of the rate. */
    private Integer budgetNodes = 2;

    /** Shares the portal's request budget between JVMs, since the portal counts by address: a bean, a Bucket4j ProxyManager with String keys on Redis or PostgreSQL say. */
    private io.github.bucket4j.distributed.proxy.ProxyManager<String> budgetStore;

    /** With rateLimit=custom: requests that may go at once after a quiet spell, at least 1. */
    private Long burst;

    /** The application's id (client_id), in place of a webhook: calls act as the employee whose tokens are used. */
    private String clientId;

    /** The application's key (client_secret). */
    private String clientSecret;

    /** Options that all endpoints start from. */
    private io.github.camelbitrix24.openlines.B24OpenLinesConfiguration configuration;

    /** Milliseconds to wait for a connection to the portal. */
    private java.time.Duration connectTimeout = java.time.Duration.ofMillis(10000);

    /** Knows the credentials of employees to act as: a bean, auth.PropertiesCredentialSource or auth.JdbcCredentialSource say. */
    private io.github.camelbitrix24.openlines.auth.CredentialSource credentialSource;

    /** Whether the cause of a refusal is looked for, which costs one more request: the exception's getReason tells it. */
    private Boolean explain = false;

    /** Whether an action to which the portal answers false fails the exchange. If not, the result's outcome is REFUSED. */
    private Boolean failOnFalse = true;

    /** With verify=true: whether an action to which the portal said true and that changed nothing fails the exchange, with B24NoEffectException. */
    private Boolean failOnNoEffect = false;

    /** Used for enabling or disabling all consumer based health checks from this component */
    private Boolean healthCheckConsumerEnabled = true;

    /** Whether the producer's health check asks the portal for its time, at most once in half a minute and only while no calls are answered. Without it the check judges by the routes' own calls. */
    private Boolean healthCheckPing = false;

    /** Used for enabling or disabling all producer based health checks from this component. Notice: Camel has by default disabled all producer based health-checks. You can turn on producer checks globally by setting camel.health.producersEnabled=true. */
    private Boolean healthCheckProducerEnabled = true;

    /** Adapts the Apache HttpClient 5 before it is built. */
    private org.apache.camel.component.http.HttpClientConfigurer httpClientConfigurer;

    /** With portal=event: milliseconds for which a portal is kept in memory to which no call goes. */
    private java.time.Duration idlePortalTimeout = java.time.Duration.ofMillis(600000);

    /** Told of installations that source=push receives, before the route is. */
    private io.github.camelbitrix24.openlines.events.InstallationHook installationHook;

    /** Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled during routing messages via Camel's routing error handlers. Beware that when the first message is processed then creating and starting the producer may take a little time and prolong the total processing time of the processing. */
    private Boolean lazyStartProducer = false;

    /** Calls that may go together, 1 to 50. */
    private Integer maxBatchSize = 50;

    /** Levels of maps and lists that a call's parameters may have, 1 to 200; a deeper body is refused before it is sent. */
    private Integer maxCallDepth = 64;

    /** Characters that the names and values of a call's parameters may have together; a larger body is refused before it is sent. */
    private Long maxCallSize = 33554432L;

    /** Requests on their way to the portal at once, at least 1; 4 by default, 20 with rateLimit=none. */
    private Integer maxInFlight;

    /** Calls that may wait for the portal, at least 0; one more is refused at once with B24LimitException. */
    private Integer maxQueued = 10000;

    /** How often a call is repeated that the portal certainly did not execute, 0 for never. No other call is. */
    private Integer maxRetries = 5;

    /** Milliseconds that a call may wait, all together: for its turn, for repetitions, for a blocked method. */
    private java.time.Duration maxWait = java.time.Duration.ofMillis(60000);

    /** Hosts reached without the proxy, separated by comma. */
    private String nonProxyHosts;

    /** The authorisation server to begin with; /oauth/token/ is appended. */
    private String oauthServerUrl = "https://oauth.bitrix.info";

    /** Seconds of operating time that the portal gives a method in ten minutes. Near it calls are spread over the window; 0 turns that off. */
    private Integer operatingLimit = 480;

    /** Which portal a producer acts on: the configured one, or with portal=event the one whose verified event started the exchange, with the tokens of the application's installation there. */
    private io.github.camelbitrix24.openlines.PortalChoice portal = io.github.camelbitrix24.openlines.PortalChoice.configured;

    /** The portal's address, like https://example.bitrix24.com: no path, and not the webhook's address, whose secret part belongs into authToken. */
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

    /** The portal's plan, as far as its request rate goes: standard is 2 requests a second with a burst of 50, enterprise 5 with 250, none is for on-premise portals, custom is what requestsPerSecond and burst say. All endpoints of a portal share one budget. */
    private io.github.camelbitrix24.openlines.RateLimit rateLimit = io.github.camelbitrix24.openlines.RateLimit.standard;

    /** The refresh token to begin with. It works once: what follows it is kept in tokenStore, and used until another one is configured. */
    private String refreshToken;

    /** With rateLimit=custom: requests a second, above 0, with fractions. */
    private Double requestsPerSecond;

    /** Milliseconds for a whole exchange with the portal, from connecting to the last byte of the answer; for one with the authorisation server too. The portal itself cuts a call at 60 seconds, so less than that makes more calls whose outcome is unknown. */
    private java.time.Duration responseTimeout = java.time.Duration.ofMillis(65000);

    /** TLS settings, for a portal whose certificate the JVM does not trust. */
    private org.apache.camel.support.jsse.SSLContextParameters sslContextParameters;

    /** Keeps tokens: a bean, auth.FileTokenStore or auth.JdbcTokenStore say. In memory by default, which a restart forgets. */
    private io.github.camelbitrix24.openlines.auth.TokenStore tokenStore;

    /** Whether to use the TLS settings of the Camel context. */
    private Boolean useGlobalSslContextParameters = false;

    /** Whether the dialog is read right before and right after an action, in the same request: the result's outcome then tells what has happened. When no answer came the dialog is looked at, and the action repeated once if nothing has. On the component for all actions that can be verified. */
    private Boolean verify = false;

    /** With source=push: the portal's application_token, by which its events are told from forged ones. Several are separated by comma, each TOKEN or MEMBER_ID:TOKEN. */
    private String webhookVerifyToken;

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getActAs() {
        return actAs;
    }

    public void setActAs(String actAs) {
        this.actAs = actAs;
    }

    public String getAllowedRedirectHosts() {
        return allowedRedirectHosts;
    }

    public void setAllowedRedirectHosts(String allowedRedirectHosts) {
        this.allowedRedirectHosts = allowedRedirectHosts;
    }

    public io.github.camelbitrix24.openlines.api.ApplicationTokens getApplicationTokens() {
        return applicationTokens;
    }

    public void setApplicationTokens(io.github.camelbitrix24.openlines.api.ApplicationTokens applicationTokens) {
        this.applicationTokens = applicationTokens;
    }

    public String getAuthToken() {
        return authToken;
    }

    public void setAuthToken(String authToken) {
        this.authToken = authToken;
    }

    public Boolean getAutoInstall() {
        return autoInstall;
    }

    public void setAutoInstall(Boolean autoInstall) {
        this.autoInstall = autoInstall;
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

    public Integer getBudgetNodes() {
        return budgetNodes;
    }

    public void setBudgetNodes(Integer budgetNodes) {
        this.budgetNodes = budgetNodes;
    }

    public io.github.bucket4j.distributed.proxy.ProxyManager<String> getBudgetStore() {
        return budgetStore;
    }

    public void setBudgetStore(io.github.bucket4j.distributed.proxy.ProxyManager<String> budgetStore) {
        this.budgetStore = budgetStore;
    }

    public Long getBurst() {
        return burst;
    }

    public void setBurst(Long burst) {
        this.burst = burst;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
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

    public io.github.camelbitrix24.openlines.auth.CredentialSource getCredentialSource() {
        return credentialSource;
    }

    public void setCredentialSource(io.github.camelbitrix24.openlines.auth.CredentialSource credentialSource) {
        this.credentialSource = credentialSource;
    }

    public Boolean getExplain() {
        return explain;
    }

    public void setExplain(Boolean explain) {
        this.explain = explain;
    }

    public Boolean getFailOnFalse() {
        return failOnFalse;
    }

    public void setFailOnFalse(Boolean failOnFalse) {
        this.failOnFalse = failOnFalse;
    }

    public Boolean getFailOnNoEffect() {
        return failOnNoEffect;
    }

    public void setFailOnNoEffect(Boolean failOnNoEffect) {
        this.failOnNoEffect = failOnNoEffect;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckPing() {
        return healthCheckPing;
    }

    public void setHealthCheckPing(Boolean healthCheckPing) {
        this.healthCheckPing = healthCheckPing;
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

    public java.time.Duration getIdlePortalTimeout() {
        return idlePortalTimeout;
    }

    public void setIdlePortalTimeout(java.time.Duration idlePortalTimeout) {
        this.idlePortalTimeout = idlePortalTimeout;
    }

    public io.github.camelbitrix24.openlines.events.InstallationHook getInstallationHook() {
        return installationHook;
    }

    public void setInstallationHook(io.github.camelbitrix24.openlines.events.InstallationHook installationHook) {
        this.installationHook = installationHook;
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

    public Integer getMaxCallDepth() {
        return maxCallDepth;
    }

    public void setMaxCallDepth(Integer maxCallDepth) {
        this.maxCallDepth = maxCallDepth;
    }

    public Long getMaxCallSize() {
        return maxCallSize;
    }

    public void setMaxCallSize(Long maxCallSize) {
        this.maxCallSize = maxCallSize;
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

    public String getOauthServerUrl() {
        return oauthServerUrl;
    }

    public void setOauthServerUrl(String oauthServerUrl) {
        this.oauthServerUrl = oauthServerUrl;
    }

    public Integer getOperatingLimit() {
        return operatingLimit;
    }

    public void setOperatingLimit(Integer operatingLimit) {
        this.operatingLimit = operatingLimit;
    }

    public io.github.camelbitrix24.openlines.PortalChoice getPortal() {
        return portal;
    }

    public void setPortal(io.github.camelbitrix24.openlines.PortalChoice portal) {
        this.portal = portal;
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

    public String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
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

    public io.github.camelbitrix24.openlines.auth.TokenStore getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(io.github.camelbitrix24.openlines.auth.TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public Boolean getVerify() {
        return verify;
    }

    public void setVerify(Boolean verify) {
        this.verify = verify;
    }

    public String getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    public void setWebhookVerifyToken(String webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }
}
