// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.commons.lang3.StringUtils;

/** Works customer chats of Bitrix24 Open Channels: receives chat events, and acts as an operator. */
@Component(B24OpenLinesConstants.SCHEME)
public class B24OpenLinesComponent extends HealthCheckComponent implements SSLContextParametersAware {
    /** Optional: only with it there is anything that could ask for webhook:b24openlines:events. */
    private static final String WEBHOOK = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    @Metadata(description = "Options that all endpoints start from.")
    private B24OpenLinesConfiguration configuration = new B24OpenLinesConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the TLS settings of the Camel context.")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "advanced", description = "Told of installations that source=push receives, before the route is.")
    private InstallationHook installationHook;

    private final EventConsumers consumers = new EventConsumers();
    private final TokenStore tokens = new MemoryTokenStore();
    private Portals portals;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String name = StringUtils.isBlank(remaining)
                ? getAndRemoveParameter(parameters, "operation", String.class)
                : remaining;
        Operation operation = OperationNames.resolve(name);
        boolean ownPortal = parameters.containsKey("portalUrl");
        B24OpenLinesEndpoint endpoint = endpoint(uri, operation);
        endpoint.setCamelContext(getCamelContext());
        setProperties(endpoint, parameters);
        if (ownPortal) {
            refuseWebhook(endpoint.getConfiguration().getPortalUrl());
        }
        endpoint.checkOptions();
        return endpoint;
    }

    private B24OpenLinesEndpoint endpoint(String uri, Operation operation) {
        return !operation.producer() && getCamelContext().getClassResolver().resolveClass(WEBHOOK) != null
                ? B24OpenLinesWebhookEndpoint.create(uri, this, operation, configuration.copy())
                : new B24OpenLinesEndpoint(uri, this, operation, configuration.copy());
    }

    /** Camel shows the URI of an endpoint that it cannot make, so the option is masked before the refusal. */
    private void refuseWebhook(String portalUrl) {
        try {
            PortalAddress.parse(portalUrl);
        } catch (IllegalArgumentException e) {
            ExtendedCamelContext context = getCamelContext().getCamelContextExtension();
            String words = context.getAdditionalSensitiveKeywords();
            context.setAdditionalSensitiveKeywords(StringUtils.isBlank(words) ? "portalUrl" : words + ",portalUrl");
            throw new B24InvalidRequestException(e.getMessage());
        }
    }

    /**
     * A client for one producer or consumer; made without any call to the portal.
     *
     * @throws B24InvalidRequestException naming the option that is missing or wrong
     */
    PortalClient client(B24OpenLinesConfiguration options) {
        PortalSettings checked = settings(options);
        ServiceHelper.startService(portals);
        return portals.client(checked);
    }

    /**
     * Reads and checks a configuration.
     *
     * @throws B24InvalidRequestException naming the option that is missing or wrong
     */
    PortalSettings settings(B24OpenLinesConfiguration options) {
        return PortalSettings.of(options, retrieveGlobalSslContextParameters(), tokens);
    }

    EventConsumers consumers() {
        return consumers;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        portals = new Portals(getCamelContext());
        getCamelContext().addLifecycleStrategy(new StopWaiting(portals));
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(portals);
        super.doStop();
    }

    public B24OpenLinesConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(B24OpenLinesConfiguration configuration) {
        this.configuration = configuration;
    }

    public InstallationHook getInstallationHook() {
        return installationHook;
    }

    public void setInstallationHook(InstallationHook installationHook) {
        this.installationHook = installationHook;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    /** When the context stops, routes would wait for exchanges that wait for their turn at the portal. */
    private static final class StopWaiting extends LifecycleStrategySupport {
        private final Portals portals;

        StopWaiting(Portals portals) {
            this.portals = portals;
        }

        @Override
        public void onContextStopping(CamelContext context) {
            portals.stopWaiting();
        }
    }
}
