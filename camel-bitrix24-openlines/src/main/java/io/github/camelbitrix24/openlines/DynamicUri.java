// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Parameter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.util.StringHelper;

/**
 * A URI of ours as it stands in a route, where values may be expressions. Its options are told apart before anything is
 * evaluated, so no value can add one.
 */
final class DynamicUri {
    private static final String WAY_OUT = "write it in full, with one endpoint for each value (choice)";
    private static final Map<String, String> HEADERS =
            Map.of(Parameter.METHOD.option(), B24OpenLinesConstants.METHOD, "actAs", B24OpenLinesConstants.ACT_AS);

    private final String fixedUri;
    private final Map<Parameter, DynamicValue> values;

    private DynamicUri(String fixedUri, Map<Parameter, DynamicValue> values) {
        this.fixedUri = fixedUri;
        this.values = values;
    }

    /**
     * Reads a URI.
     *
     * @param template as it stands in the route, placeholders of properties included
     * @throws B24InvalidRequestException if an expression stands where none may, with what to write instead
     */
    static DynamicUri parse(CamelContext context, String template) {
        String[] parts = UriTemplate.pathAndQuery(context, template);
        if (LanguageSupport.hasSimpleFunction(parts[0])) {
            throw new B24InvalidRequestException("a dynamic URI of " + B24OpenLinesConstants.SCHEME
                    + " names its operation, which may not come from an expression: " + WAY_OUT);
        }
        Map<String, String> fixed = new LinkedHashMap<>();
        Map<Parameter, DynamicValue> values = new EnumMap<>(Parameter.class);
        UriTemplate.options(parts[1]).forEach((option, value) -> {
            Optional<Parameter> parameter = Parameter.ofOption(option);
            if (parameter.isEmpty() || parameter.get() == Parameter.METHOD) {
                refuseExpression(option, value);
                fixed.put(option, value);
            } else {
                DynamicValue.parse(context, option, value).ifPresent(read -> values.put(parameter.get(), read));
            }
        });
        return new DynamicUri(fixedUri(context, parts[0], fixed), values);
    }

    private static void refuseExpression(String option, String value) {
        if (!LanguageSupport.hasSimpleFunction(option) && !LanguageSupport.hasSimpleFunction(value)) {
            return;
        }
        String named = LanguageSupport.hasSimpleFunction(option) ? "the name of an option" : "option " + option;
        String header = HEADERS.get(option);
        throw new B24InvalidRequestException("in a dynamic URI " + named + " may not come from an expression: "
                + (header == null ? WAY_OUT : "set header " + header + ", or " + WAY_OUT) + ". These may: "
                + Arrays.stream(Parameter.values())
                        .filter(each -> each != Parameter.METHOD)
                        .map(Parameter::option)
                        .collect(Collectors.joining(", ")));
    }

    /** The operation goes into the path, where Camel wants something behind the colon. */
    private static String fixedUri(CamelContext context, String path, Map<String, String> options) {
        String start = path;
        if (!path.contains(":") && options.containsKey("operation")) {
            start = path + ":" + options.remove("operation");
        }
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        return EndpointHelper.resolveEndpointUriPropertyPlaceholders(
                context, query.isEmpty() ? start : start + "?" + query);
    }

    /** The endpoint that all messages share, without the values that change. */
    String fixedUri() {
        return fixedUri;
    }

    /** What the operation is called in the URI. */
    String operation() {
        return StringHelper.after(StringHelper.before(fixedUri + "?", "?"), ":", "")
                .replace("/", "");
    }

    /** The values for one message, each evaluated alone; an expression that gives nothing is an empty text. */
    Map<Parameter, Object> evaluate(Exchange exchange) {
        Map<Parameter, Object> evaluated = new EnumMap<>(Parameter.class);
        values.forEach((parameter, value) -> evaluated.put(parameter, value.evaluate(exchange)));
        return evaluated;
    }
}
