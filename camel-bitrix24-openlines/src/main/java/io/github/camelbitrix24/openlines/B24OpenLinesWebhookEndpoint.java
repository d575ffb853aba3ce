// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.events.EventSource;
import io.github.camelbitrix24.openlines.events.PushConsumer;
import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.support.service.ServiceHelper;

/** {@code webhook:b24openlines:events?source=push}; apart from its parent so that camel-webhook may be missing. */
final class B24OpenLinesWebhookEndpoint extends B24OpenLinesEndpoint implements WebhookCapableEndpoint {
    private final Queue<PushConsumer> consumers = new ConcurrentLinkedQueue<>();
    private WebhookConfiguration webhook;

    private B24OpenLinesWebhookEndpoint(
            String uri, B24OpenLinesComponent component, Operation operation, B24OpenLinesConfiguration configuration) {
        super(uri, component, operation, configuration);
    }

    /** Returns its parent's type, so that whoever calls this loads without camel-webhook. */
    static B24OpenLinesEndpoint create(
            String uri, B24OpenLinesComponent component, Operation operation, B24OpenLinesConfiguration configuration) {
        return new B24OpenLinesWebhookEndpoint(uri, component, operation, configuration);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        if (getEvents().getSource() != EventSource.push) {
            throw new B24InvalidRequestException(
                    "webhook:b24openlines:events receives what a portal posts: add source=push");
        }
        PushConsumer consumer = getComponent().consumers().push(this, next, false);
        ServiceHelper.startService(consumer);
        consumers.add(consumer);
        if (isOnPlatformHttp()) {
            consumer.readBodies(webhook.computeFullPath(false));
        }
        return consumer.receiver();
    }

    private boolean isOnPlatformHttp() {
        return webhook != null
                && (webhook.getWebhookComponentName() == null
                        || webhook.getWebhookComponentName().equals("platform-http"));
    }

    @Override
    protected void doStop() throws Exception {
        consumers.forEach(ServiceHelper::stopAndShutdownService);
        consumers.clear();
        super.doStop();
    }

    /** A portal is told where to post by an administrator, or by event.bind of an application. */
    @Override
    public void registerWebhook() {
        // nothing to register: the address of the path is the portal's affair
    }

    @Override
    public void unregisterWebhook() {
        // see registerWebhook
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration configuration) {
        webhook = configuration;
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }
}
