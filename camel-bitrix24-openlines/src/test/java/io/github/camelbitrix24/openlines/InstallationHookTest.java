// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.events.EventForms;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.events.VerifiedPortal;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Installations pass the hook before they reach a route, and unknown ones only with its word. */
class InstallationHookTest {
    private static final String INSTALL = EventForms.body("onappinstall");
    private static final String UNKNOWN = INSTALL.replace(EventForms.TOKEN, "newtoken");

    private final List<String> told = new ArrayList<>();
    private CompletionStage<Boolean> confirmed = CompletableFuture.completedFuture(false);
    private CompletionStage<Void> kept = CompletableFuture.completedFuture(null);
    private PushDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new PushDesk();
        desk.component().setInstallationHook(new InstallationHook() {
            @Override
            public CompletionStage<Boolean> confirm(Map<String, Object> form) {
                told.add("confirm " + Lenient.map(form.get("auth")).get("application_token"));
                return confirmed;
            }

            @Override
            public CompletionStage<Void> received(String type, Map<String, Object> form) {
                told.add(type + " " + Lenient.map(form.get("auth")).get("refresh_token"));
                return kept;
            }
        });
        desk.route(EVENTS);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aVerifiedInstallationIsToldWithItsTokens() throws Exception {
        assertThat(desk.post(INSTALL)).isEqualTo(200);
        assertThat(desk.post(EventForms.body("onappuninstall"))).isEqualTo(200);

        assertThat(told).containsExactly("ONAPPINSTALL 0f1e2d3c4b5a69788796a5b4c3d2e1f0", "ONAPPUNINSTALL null");
        assertThat(desk.received).hasSize(2);
    }

    @Test
    void anUnknownInstallationNeedsTheHooksWord() throws Exception {
        assertThat(desk.post(UNKNOWN)).isEqualTo(403);
        assertThat(told).containsExactly("confirm newtoken");
        assertThat(desk.received).isEmpty();

        confirmed = CompletableFuture.failedFuture(new IllegalStateException("portal gone"));
        assertThat(desk.post(UNKNOWN)).isEqualTo(403);

        confirmed = CompletableFuture.supplyAsync(() -> true);
        assertThat(desk.post(UNKNOWN)).isEqualTo(200);
        assertThat(told).endsWith("confirm newtoken", "ONAPPINSTALL 0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        assertThat(VerifiedPortal.memberId(desk.nextExchange())).contains(EventForms.MEMBER);
    }

    @Test
    void noOtherEventIsConfirmed() throws Exception {
        confirmed = CompletableFuture.completedFuture(true);

        assertThat(desk.post(EventForms.body("onappuninstall").replace(EventForms.TOKEN, "newtoken")))
                .isEqualTo(403);
        assertThat(desk.post(EventForms.body("onsessionstart").replace(EventForms.TOKEN, "newtoken")))
                .isEqualTo(403);

        assertThat(told).isEmpty();
        assertThat(desk.received).isEmpty();
    }

    @Test
    void anInstallationThatCouldNotBeKeptIsNotPassedOn() throws Exception {
        kept = CompletableFuture.failedFuture(new IllegalStateException("disk full"));

        assertThat(desk.post(INSTALL)).isEqualTo(500);

        assertThat(desk.received).isEmpty();
    }
}
