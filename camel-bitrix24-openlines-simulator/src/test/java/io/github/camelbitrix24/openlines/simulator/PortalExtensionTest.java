// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A portal of one's own in a field, and tests that it fails. */
class PortalExtensionTest {

    private static final Set<String> ADDRESSES = ConcurrentHashMap.newKeySet();

    @RegisterExtension
    static final PortalExtension SHARED = PortalExtension.with(
            PortalSimulator.builder().operator(7, "Only One").line(3, "Small", line -> line.operators(7)));

    @RegisterExtension
    final PortalExtension own = PortalExtension.with(PortalSimulator.standard());

    @Test
    void aStaticFieldKeepsItsAddress() throws Exception {
        asNewAtOneAddress();
    }

    @Test
    void aStaticFieldIsAsNewForEachTest() throws Exception {
        asNewAtOneAddress();
    }

    private void asNewAtOneAddress() throws Exception {
        PortalSimulator portal = SHARED.portal();
        assertThat(portal.requests()).isEmpty();
        call(portal.webhook(7).url() + "server.time");
        portal.client("Anna").on(3).writes("Hello");
        ADDRESSES.add(portal.webhook(7).url());

        assertThat(ADDRESSES).hasSize(1);
        assertThat(portal.executions("server.time")).hasSize(1);
        assertThat(portal.dialogs()).hasSize(1);
    }

    @Test
    void anInstanceFieldIsAnotherPortal() {
        assertThat(own.portal().url()).isNotEqualTo(SHARED.portal().url());
        assertThat(own.portal().bot("support").id()).isEqualTo(567);
    }

    @Test
    void outsideOfATestThereIsNoPortal() {
        assertThatThrownBy(
                        () -> PortalExtension.with(PortalSimulator.standard()).portal())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    @Test
    void aStrictPortalFailsTheTestThatSentNonsense() {
        List<String> failures = failuresOf(SendsNonsense.class);

        assertThat(failures).singleElement().asString().contains("strict", "imopenlines.operator.anwser");
    }

    @Test
    void aClockThatCannotBeTurnedIsNoParameter() {
        assertThat(failuresOf(WantsClock.class)).singleElement().asString().contains("@WithPortal(clock = ");
    }

    /** Run by a test above, not by itself: its name ends otherwise. */
    @WithPortal(strict = true)
    static class SendsNonsense {

        @Test
        void toTheStrictPortal(PortalSimulator portal) throws Exception {
            call(portal.webhook(27).url() + "imopenlines.operator.anwser");
        }

        @Test
        void toNobody(PortalSimulator portal) {
            assertThat(portal.findings()).isEmpty();
        }
    }

    /** Run by a test above, not by itself. */
    @WithPortal
    static class WantsClock {

        @Test
        void ofTheWall(TurnedClock clock) {
            clock.instant();
        }
    }

    private static List<String> failuresOf(Class<?> tests) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, summary);
        return summary.getSummary().getFailures().stream()
                .map(failure -> failure.getException().getMessage())
                .toList();
    }

    private static void call(String url) throws Exception {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
