// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OAuth applications that the portal knows, installed or no longer. */
public final class Applications {

    private final Map<String, Application> applications = new LinkedHashMap<>();
    private final Map<String, Consent> consents = new LinkedHashMap<>();

    /** Who consents at once when the application asks, and where that leads. */
    record Consent(String url, long userId) {}

    /** An application with its secret; {@code installed} ends when it is taken away from the portal. */
    record Application(AppRef ref, String secret, boolean installed) {

        @Override
        public String toString() {
            return "Application[" + ref.clientId() + "]";
        }
    }

    public void install(String clientId, String secret, Set<String> scopes) {
        applications.put(clientId, new Application(new AppRef(clientId, Secrets.token(), scopes), secret, true));
    }

    public void uninstall(String clientId) {
        applications.computeIfPresent(
                clientId, (id, application) -> new Application(application.ref(), application.secret(), false));
    }

    public void consent(String clientId, String url, long userId) {
        consents.put(clientId, new Consent(url, userId));
    }

    Optional<Consent> consent(String clientId) {
        return find(clientId).filter(Application::installed).map(application -> consents.get(clientId));
    }

    public Collection<String> clientIds() {
        return applications.keySet();
    }

    public Optional<AppRef> ref(String clientId) {
        return find(clientId).map(Application::ref);
    }

    Optional<Application> find(String clientId) {
        return Optional.ofNullable(applications.get(clientId));
    }
}
