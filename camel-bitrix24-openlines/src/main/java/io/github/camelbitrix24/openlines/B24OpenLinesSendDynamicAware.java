// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.operation.Parameter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.component.SendDynamicAwareSupport;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * Lets {@code toD} use one endpoint for thousands of chats: chat, target and message become headers for the call, in
 * place of whatever headers of their group the message has, and these come back after it.
 */
@SendDynamic(B24OpenLinesConstants.SCHEME)
public class B24OpenLinesSendDynamicAware extends SendDynamicAwareSupport {

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        Map<String, Object> properties = endpointProperties(exchange, uri);
        URISupport.resolveRawParameterValues(properties);
        return new Entry(uri, originalUri, properties);
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        Map<String, Object> fixed = URISupport.parseQuery(URISupport.extractQuery(entry.getUri()), true);
        Map<String, Object> kept = new LinkedHashMap<>(fixed);
        kept.keySet().removeIf(option -> Parameter.ofOption(option).isPresent());
        if (kept.size() == fixed.size()) {
            return null;
        }
        String path = StringHelper.before(entry.getUri(), "?");
        return kept.isEmpty() ? path : path + "?" + URISupport.createQueryString(kept, false);
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return target -> ((Entry) entry).apply(target.getMessage());
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return target -> ((Entry) entry).restore(target.getMessage());
    }

    private static final class Entry extends DynamicAwareEntry {
        private final Map<Parameter, Object> given = new LinkedHashMap<>();
        private final Map<String, Object> before = new LinkedHashMap<>();

        /** Whether an entity says which dialog is meant, and so stands in the place of a chat. */
        private final boolean rivals;

        Entry(String uri, String originalUri, Map<String, Object> properties) {
            super(uri, originalUri, properties, null);
            rivals = !StringHelper.after(StringHelper.before(uri + "?", "?"), ":", "")
                    .replace("/", "")
                    .startsWith("crm");
            properties.forEach(
                    (option, value) -> Parameter.ofOption(option).ifPresent(parameter -> given.put(parameter, value)));
        }

        void apply(Message message) {
            Set<Parameter.Group> groups = new HashSet<>();
            given.keySet().forEach(parameter -> groups.add(parameter.group()));
            if (rivals && (groups.contains(Parameter.Group.DIALOG) || groups.contains(Parameter.Group.CRM))) {
                groups.add(Parameter.Group.DIALOG);
                groups.add(Parameter.Group.CRM);
            }
            for (Parameter parameter : Parameter.values()) {
                if (groups.contains(parameter.group())) {
                    before.put(parameter.header(), message.removeHeader(parameter.header()));
                }
            }
            given.forEach((parameter, value) -> message.setHeader(parameter.header(), value));
        }

        void restore(Message message) {
            before.forEach((header, value) -> {
                if (value == null) {
                    message.removeHeader(header);
                } else {
                    message.setHeader(header, value);
                }
            });
        }
    }
}
