// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The component works where there is neither Micrometer nor a tracer of Camel's. */
class WithoutExtrasTest {

    @Test
    void anActionIsDoneWithoutMicrometerAndTelemetry() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start();
                Node node = Node.start(BareNode.class, arguments(portal), bareClassPath())) {
            assertThat(node.hear("micrometer ")).isEqualTo("false");
            assertThat(node.hear("telemetry ")).isEqualTo("false");
            assertThat(node.hear("outcome ")).isEqualTo("APPLIED");
        }
    }

    /** The same node sees both where they are: so the test above takes away the right parts. */
    @Test
    void withThemItIsDoneToo() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start();
                Node node = Node.start(BareNode.class, arguments(portal))) {
            assertThat(node.hear("micrometer ")).isEqualTo("true");
            assertThat(node.hear("telemetry ")).isEqualTo("true");
            assertThat(node.hear("outcome ")).isEqualTo("APPLIED");
        }
    }

    private static List<String> arguments(PortalSimulator portal) {
        long chat = portal.client("Anna").on(15).writes("Hello");
        return List.of(portal.url(), portal.webhook(27).authToken(), Long.toString(chat));
    }

    private static String bareClassPath() {
        return Arrays.stream(Node.classPath().split(File.pathSeparator))
                .filter(part -> !part.contains("micrometer")
                        && !part.contains("camel-telemetry")
                        && !part.contains("opentelemetry"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
