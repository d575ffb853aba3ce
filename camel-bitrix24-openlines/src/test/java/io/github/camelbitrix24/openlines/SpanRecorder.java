// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** Keeps the spans that camel-opentelemetry2 makes. */
final class SpanRecorder implements AutoCloseable {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();

    /** Traces a context that has not started. */
    void on(CamelContext context) {
        context.getRegistry().bind("tracer", provider.get("test"));
        context.getRegistry().bind("propagators", ContextPropagators.noop());
        new OpenTelemetryTracer().init(context);
    }

    /** Traces the context of a main as users switch it on. */
    void on(Main main) {
        main.bind("tracer", provider.get("test"));
        main.bind("propagators", ContextPropagators.noop());
        main.addInitialProperty("camel.opentelemetry2.enabled", "true");
    }

    /** Everything in the spans that anybody could read. */
    List<String> shown() {
        return spans().stream()
                .map(span -> "span " + span.getName() + " " + attributes(span) + " " + span.getEvents() + " "
                        + span.getStatus() + " " + span.getResource())
                .toList();
    }

    /** All that are over. */
    List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    /** Those of a name. */
    List<SpanData> spans(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    static Map<String, String> attributes(SpanData span) {
        Map<String, String> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        return attributes;
    }

    static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Override
    public void close() {
        provider.close();
    }
}
