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

/**
 * Lets {@code toD} use one endpoint for thousands of chats: chat, target and message become headers for the call, in
 * place of whatever headers of their group the message has, and these come back after it. The URI that Camel has made of
 * template and message together is never read: in it a text could not be told from an option.
 */
@SendDynamic(B24OpenLinesConstants.SCHEME)
public class B24OpenLinesSendDynamicAware extends SendDynamicAwareSupport {
    private volatile Known known;

    /** Camel's own reads the option names of the scheme, which a component under another name has not, and which nobody asks for. */
    @Override
    protected void doInit() {}

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        DynamicUri dynamic = FixedUriExpression.takeFrom(exchange);
        if (dynamic == null) {
            dynamic = parsed(originalUri);
        }
        return new Entry(dynamic, originalUri, dynamic.evaluate(exchange));
    }

    /** An instance is made for each toD, so this is nearly always the one that is known. */
    private DynamicUri parsed(String template) {
        Known present = known;
        if (present == null || !present.template().equals(template)) {
            present = new Known(template, DynamicUri.parse(getCamelContext(), template));
            known = present;
        }
        return present.uri();
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        return entry.getUri();
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return target -> ((Entry) entry).apply(target.getMessage());
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return target -> ((Entry) entry).restore(target.getMessage());
    }

    private record Known(String template, DynamicUri uri) {}

    private static final class Entry extends DynamicAwareEntry {
        private final Map<Parameter, Object> given;
        private final Map<String, Object> before = new LinkedHashMap<>();

        /** Whether an entity says which dialog is meant, and so stands in the place of a chat. */
        private final boolean rivals;

        Entry(DynamicUri uri, String originalUri, Map<Parameter, Object> given) {
            super(uri.fixedUri(), originalUri, null, null);
            this.given = given;
            rivals = !uri.operation().startsWith("crm");
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
