// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelbitrix24.openlines.api.ApplicationTokens;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.rest.ParameterCopy;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What can stand on the component and be overridden on an endpoint. Has no {@code toString}: it holds secrets. */
@UriParams
public class B24OpenLinesConfiguration implements Cloneable {

    @UriParam(
            description =
                    "The portal's address, like https://example.bitrix24.com: no path, and not the webhook's address, whose secret"
                            + " part belongs into authToken.")
    private String portalUrl;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The secret part of an incoming webhook's address, USER_ID/CODE like 27/abc123. Calls act as the employee who"
                            + " made it.")
    private String authToken;

    @UriParam(
            label = "producer",
            defaultValue = "configured",
            description =
                    "Which portal a producer acts on: the configured one, or with portal=event the one whose verified"
                            + " event started the exchange, with the tokens of the application's installation there.")
    private PortalChoice portal = PortalChoice.configured;

    @UriParam(label = "producer", description = "The employee as whom to act, by a name that credentialSource knows.")
    private String actAs;

    @UriParam(
            label = "producer,security",
            description = "Knows the credentials of employees to act as: a bean, auth.PropertiesCredentialSource or"
                    + " auth.JdbcCredentialSource say.")
    private CredentialSource credentialSource;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "With source=push: whether an ONAPPINSTALL of the OAuth application, once it has proved genuine, puts"
                            + " the portal's tokens into tokenStore, and an ONAPPUNINSTALL takes them out.")
    private boolean autoInstall;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The application's id (client_id), in place of a webhook: calls act as the employee whose tokens are"
                            + " used.")
    private String clientId;

    @UriParam(label = "security", secret = true, description = "The application's key (client_secret).")
    private String clientSecret;

    @UriParam(
            label = "security",
            secret = true,
            description = "The access token to begin with. Without it the first call fetches one.")
    private String accessToken;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The refresh token to begin with. It works once: what follows it is kept in tokenStore, and used"
                            + " until another one is configured.")
    private String refreshToken;

    @UriParam(
            label = "security",
            defaultValue = "https://oauth.bitrix.info",
            description = "The authorisation server to begin with; /oauth/token/ is appended.")
    private String oauthServerUrl = OAuthApplication.DEFAULT_SERVER;

    @UriParam(
            label = "security",
            description =
                    "Keeps tokens: a bean, auth.FileTokenStore or auth.JdbcTokenStore say. In memory by default, which"
                            + " a restart forgets.")
    private TokenStore tokenStore;

    @UriParam(
            description =
                    "The chatbot to act as or to receive the events of: a bean of type api.Bot with id and token.")
    private Bot bot;

    @UriParam(
            label = "consumer,security",
            secret = true,
            description = "With source=push: the portal's application_token, by which its events are told from forged"
                    + " ones. Several are separated by comma, each TOKEN or MEMBER_ID:TOKEN.")
    private String webhookVerifyToken;

    @UriParam(
            label = "consumer,security",
            description = "With source=push: knows the application_token of each portal, for an application with many.")
    private ApplicationTokens applicationTokens;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether an action to which the portal answers false fails the exchange. If not, the result's"
                    + " outcome is REFUSED.")
    private boolean failOnFalse = true;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description =
                    "Whether the dialog is read right before and right after an action, in the same request: the result's"
                            + " outcome then tells what has happened. When no answer came the dialog is looked at, and the"
                            + " action repeated once if nothing has. On the component for all actions that can be verified.")
    private boolean verify;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description =
                    "With verify=true: whether an action to which the portal said true and that changed nothing fails the exchange,"
                            + " with B24NoEffectException.")
    private boolean failOnNoEffect;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the cause of a refusal is looked for, which costs one more request: the exception's"
                    + " getReason tells it.")
    private boolean explain;

    @UriParam(
            label = "producer",
            defaultValue = "standard",
            description =
                    "The portal's plan, as far as its request rate goes: standard is 2 requests a second with a burst of"
                            + " 50, enterprise 5 with 250, none is for on-premise portals, custom is what requestsPerSecond and burst"
                            + " say. All endpoints of a portal share one budget.")
    private RateLimit rateLimit = RateLimit.standard;

    @UriParam(label = "producer", description = "With rateLimit=custom: requests a second, above 0, with fractions.")
    private Double requestsPerSecond;

    @UriParam(
            label = "producer",
            description = "With rateLimit=custom: requests that may go at once after a quiet spell, at least 1.")
    private Long burst;

    @UriParam(
            label = "producer",
            defaultValue = "auto",
            description =
                    "Whether calls that have to wait go together, as one request: auto or off. Each exchange gets its own result.")
    private Batching batching = Batching.auto;

    @UriParam(label = "producer,advanced", defaultValue = "50", description = "Calls that may go together, 1 to 50.")
    private int maxBatchSize = 50;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Requests on their way to the portal at once, at least 1; 4 by default, 20 with rateLimit=none.")
    private Integer maxInFlight;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "10000",
            description =
                    "Calls that may wait for the portal, at least 0; one more is refused at once with B24LimitException.")
    private int maxQueued = 10_000;

    @UriParam(
            label = "producer",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description =
                    "Milliseconds that a call may wait, all together: for its turn, for repetitions, for a blocked method.")
    private long maxWait = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "5",
            description =
                    "How often a call is repeated that the portal certainly did not execute, 0 for never. No other call is.")
    private int maxRetries = 5;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "64",
            description =
                    "Levels of maps and lists that a call's parameters may have, 1 to 200; a deeper body is refused before it is sent.")
    private int maxCallDepth = ParameterCopy.USUAL_DEPTH;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "33554432",
            description =
                    "Characters that the names and values of a call's parameters may have together; a larger body is refused before"
                            + " it is sent.")
    private long maxCallSize = ParameterCopy.USUAL_SIZE;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "480",
            description =
                    "Seconds of operating time that the portal gives a method in ten minutes. Near it calls are spread"
                            + " over the window; 0 turns that off.")
    private int operatingLimit = 480;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Shares the portal's request budget between JVMs, since the portal counts by address: a bean, a"
                            + " Bucket4j ProxyManager with String keys on Redis or PostgreSQL say.")
    private ProxyManager<String> budgetStore;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "2",
            description = "How many JVMs share budgetStore: while it is lost, each goes on with that part of the rate.")
    private int budgetNodes = 2;

    @UriParam(
            label = "security",
            description =
                    "Hosts to which a moved portal may send its callers, separated by comma: names, or a star and .example.com"
                            + " for all names one level below it. By default NAME.bitrix24.ZONE for the vendor's zones.")
    private String allowedRedirectHosts;

    @UriParam(
            label = "advanced",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "Milliseconds to wait for a connection to the portal.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            defaultValue = "65000",
            javaType = "java.time.Duration",
            description =
                    "Milliseconds for a whole exchange with the portal, from connecting to the last byte of the answer; for one with the"
                            + " authorisation server too. The portal itself cuts a call at 60 seconds, so less than that makes"
                            + " more calls whose outcome is unknown.")
    private long responseTimeout = 65_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "false",
            description =
                    "Whether the producer's health check asks the portal for its time, at most once in half a minute and only"
                            + " while no calls are answered. Without it the check judges by the routes' own calls.")
    private boolean healthCheckPing;

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

    public PortalChoice getPortal() {
        return portal;
    }

    public void setPortal(PortalChoice portal) {
        this.portal = portal;
    }

    public String getActAs() {
        return actAs;
    }

    public void setActAs(String actAs) {
        this.actAs = actAs;
    }

    public CredentialSource getCredentialSource() {
        return credentialSource;
    }

    public void setCredentialSource(CredentialSource credentialSource) {
        this.credentialSource = credentialSource;
    }

    public boolean isAutoInstall() {
        return autoInstall;
    }

    public void setAutoInstall(boolean autoInstall) {
        this.autoInstall = autoInstall;
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

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public String getOauthServerUrl() {
        return oauthServerUrl;
    }

    public void setOauthServerUrl(String oauthServerUrl) {
        this.oauthServerUrl = oauthServerUrl;
    }

    public TokenStore getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public Bot getBot() {
        return bot;
    }

    public void setBot(Bot bot) {
        this.bot = bot;
    }

    public String getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    public void setWebhookVerifyToken(String webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public ApplicationTokens getApplicationTokens() {
        return applicationTokens;
    }

    public void setApplicationTokens(ApplicationTokens applicationTokens) {
        this.applicationTokens = applicationTokens;
    }

    public boolean isFailOnFalse() {
        return failOnFalse;
    }

    public void setFailOnFalse(boolean failOnFalse) {
        this.failOnFalse = failOnFalse;
    }

    public boolean isVerify() {
        return verify;
    }

    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    public boolean isFailOnNoEffect() {
        return failOnNoEffect;
    }

    public void setFailOnNoEffect(boolean failOnNoEffect) {
        this.failOnNoEffect = failOnNoEffect;
    }

    public boolean isExplain() {
        return explain;
    }

    public void setExplain(boolean explain) {
        this.explain = explain;
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

    public boolean isHealthCheckPing() {
        return healthCheckPing;
    }

    public void setHealthCheckPing(boolean healthCheckPing) {
        this.healthCheckPing = healthCheckPing;
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

    public RateLimit getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
    }

    public Double getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public Long getBurst() {
        return burst;
    }

    public void setBurst(Long burst) {
        this.burst = burst;
    }

    public Batching getBatching() {
        return batching;
    }

    public void setBatching(Batching batching) {
        this.batching = batching;
    }

    public int getMaxBatchSize() {
        return maxBatchSize;
    }

    public void setMaxBatchSize(int maxBatchSize) {
        this.maxBatchSize = maxBatchSize;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getMaxQueued() {
        return maxQueued;
    }

    public void setMaxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
    }

    public long getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(long maxWait) {
        this.maxWait = maxWait;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public int getMaxCallDepth() {
        return maxCallDepth;
    }

    public void setMaxCallDepth(int maxCallDepth) {
        this.maxCallDepth = maxCallDepth;
    }

    public long getMaxCallSize() {
        return maxCallSize;
    }

    public void setMaxCallSize(long maxCallSize) {
        this.maxCallSize = maxCallSize;
    }

    public ProxyManager<String> getBudgetStore() {
        return budgetStore;
    }

    public void setBudgetStore(ProxyManager<String> budgetStore) {
        this.budgetStore = budgetStore;
    }

    public int getBudgetNodes() {
        return budgetNodes;
    }

    public void setBudgetNodes(int budgetNodes) {
        this.budgetNodes = budgetNodes;
    }

    public int getOperatingLimit() {
        return operatingLimit;
    }

    public void setOperatingLimit(int operatingLimit) {
        this.operatingLimit = operatingLimit;
    }

    public String getAllowedRedirectHosts() {
        return allowedRedirectHosts;
    }

    public void setAllowedRedirectHosts(String allowedRedirectHosts) {
        this.allowedRedirectHosts = allowedRedirectHosts;
    }
}
