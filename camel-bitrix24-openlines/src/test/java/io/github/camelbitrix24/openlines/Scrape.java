// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.camel.main.Main;

/** What Prometheus would get, Camel's own metrics included. */
final class Scrape {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private Scrape() {}

    static Scrape of(Main main) {
        Scrape scrape = new Scrape();
        main.bind("metricsRegistry", scrape.registry);
        main.addInitialProperty("camel.metrics.enabled", "true");
        return scrape;
    }

    List<String> lines() {
        return registry.scrape().lines().toList();
    }
}
