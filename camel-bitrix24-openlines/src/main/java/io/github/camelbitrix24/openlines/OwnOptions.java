// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Parameter;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.text.LogText;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.support.LanguageSupport;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the options of one endpoint's URI may not do, since Camel may have made that URI of a text from outside. */
final class OwnOptions {
    private static final Logger LOG = LoggerFactory.getLogger(OwnOptions.class);

    /** What follows is the endpoint's own. */
    private static final String SCHEDULER = "scheduler.";

    private OwnOptions() {}

    /**
     * Refuses a name that reaches into a bean, {@code bot.token} say: the bean is everybody's.
     *
     * @throws B24InvalidRequestException naming the option
     */
    static void refuseNested(Map<String, Object> options) {
        options.keySet().stream()
                .filter(option -> StringUtils.containsAny(option, '.', '[') && !option.startsWith(SCHEDULER))
                .findFirst()
                .ifPresent(option -> {
                    throw new B24InvalidRequestException("option " + LogText.of(option)
                            + " of an endpoint reaches into a bean, which others share: set it where the bean is made,"
                            + " camel.beans.NAME.PROPERTY say");
                });
    }

    /** Tells of an option that holds an expression, which nobody evaluates there. */
    static void warnOfExpressions(Operation operation, Map<String, Object> options) {
        String literal = options.entrySet().stream()
                .filter(option -> option.getValue() instanceof String text && LanguageSupport.hasSimpleFunction(text))
                .map(option -> LogText.of(option.getKey())
                        + Parameter.ofOption(option.getKey())
                                .map(parameter -> " (header " + parameter.header() + ")")
                                .orElse(""))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!literal.isEmpty()) {
            LOG.warn(
                    "b24openlines:{} has ${} in an option, where it is no expression but a text that goes out as it stands: {}."
                            + " Use toD in place of to, or set the header.",
                    operation,
                    "{…}",
                    literal);
        }
    }

    /**
     * Refuses an address of the endpoint's own to which secrets of the component would go.
     *
     * @throws B24InvalidRequestException naming the options
     */
    static void refuseForeignSecrets(B24OpenLinesConfiguration component, B24OpenLinesConfiguration endpoint) {
        if (StringUtils.isNotBlank(component.getPortalUrl())
                && elsewhere(component.getPortalUrl(), endpoint.getPortalUrl())) {
            refuseInherited("portalUrl", "authToken", B24OpenLinesConfiguration::getAuthToken, component, endpoint);
            refuseInherited("portalUrl", "accessToken", B24OpenLinesConfiguration::getAccessToken, component, endpoint);
            refuseInherited(
                    "portalUrl", "refreshToken", B24OpenLinesConfiguration::getRefreshToken, component, endpoint);
        }
        if (!Objects.equals(component.getOauthServerUrl(), endpoint.getOauthServerUrl())) {
            refuseInherited(
                    "oauthServerUrl", "clientSecret", B24OpenLinesConfiguration::getClientSecret, component, endpoint);
        }
    }

    private static boolean elsewhere(String component, String endpoint) {
        return !component.equals(endpoint) && !PortalAddress.parse(component).equals(PortalAddress.parse(endpoint));
    }

    private static void refuseInherited(
            String address,
            String secret,
            Function<B24OpenLinesConfiguration, String> value,
            B24OpenLinesConfiguration component,
            B24OpenLinesConfiguration endpoint) {
        if (StringUtils.isNotBlank(value.apply(component))
                && Objects.equals(value.apply(component), value.apply(endpoint))) {
            throw new B24InvalidRequestException(
                    "the endpoint's " + address + " is not the component's, and the component's "
                            + secret + " is not for it: give the endpoint its own " + secret
                            + ", or make a component for each portal");
        }
    }
}
