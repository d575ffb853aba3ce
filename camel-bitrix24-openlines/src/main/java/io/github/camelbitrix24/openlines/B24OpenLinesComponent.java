// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.routing.Router;
import io.github.camelbitrix24.openlines.routing.Routing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    @Metadata(description = "Options that all endpoints start from.")
    private B24OpenLinesConfiguration configuration = new B24OpenLinesConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the TLS settings of the Camel context.")
    private boolean useGlobalSslContextParameters;

    private Portals portals;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String name = StringUtils.isBlank(remaining)
                ? getAndRemoveParameter(parameters, "operation", String.class)
                : remaining;
        Operation operation = OperationNames.resolve(name);
        refuseChecks(operation, parameters);
        boolean ownPortal = parameters.containsKey("portalUrl");
        B24OpenLinesEndpoint endpoint = new B24OpenLinesEndpoint(uri, this, operation, configuration.copy());
        endpoint.setCamelContext(getCamelContext());
        setProperties(endpoint, parameters);
        if (ownPortal) {
            refuseWebhook(endpoint.getConfiguration().getPortalUrl());
        }
        endpoint.checkOptions();
        return endpoint;
    }

    /** On the component they are for all actions that can be verified; on an endpoint that cannot they are a mistake. */
    private static void refuseChecks(Operation operation, Map<String, Object> parameters) {
        List<String> asked = Stream.of("verify", "explain", "failOnNoEffect")
                .filter(option -> Boolean.parseBoolean(String.valueOf(parameters.get(option))))
                .toList();
        if (!asked.isEmpty() && !operation.verifiable()) {
            throw new B24InvalidRequestException(operation
                    + " is no action on a dialog that the dialog would show: remove " + String.join(" and ", asked));
        }
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

    /** Chooses who gets what a client transfers, by what all endpoints of its portal know. */
    Router router(B24OpenLinesConfiguration options, Routing routing, PortalClient client) {
        return portals.router(settings(options), routing, client);
    }

    /**
     * Reads and checks a configuration.
     *
     * @throws B24InvalidRequestException naming the option that is missing or wrong
     */
    PortalSettings settings(B24OpenLinesConfiguration options) {
        return PortalSettings.of(options, retrieveGlobalSslContextParameters());
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
