// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;
import java.util.Locale;

/** What a test can claim about the past of a portal; a claim that is wrong throws an AssertionError with what was seen. */
public final class Verification {

    private final PortalSimulator portal;
    private final List<String> methods;

    Verification(PortalSimulator portal, List<String> methods) {
        this.portal = portal;
        this.methods = methods;
        failOnFindings(portal);
    }

    static void failOnFindings(PortalSimulator portal) {
        if (!portal.findings().isEmpty()) {
            throw new AssertionError(
                    "The portal is strict and did not understand:\n  " + String.join("\n  ", portal.findings()));
        }
    }

    /**
     * The executions of a method, alone or in a batch.
     *
     * @throws IllegalArgumentException if the portal has no such method
     */
    public ExecutionCheck executed(String restMethod) {
        if (methods.stream().noneMatch(restMethod::equalsIgnoreCase)) {
            throw Known.unknownMethod(restMethod, methods);
        }
        return new ExecutionCheck(portal, restMethod.toLowerCase(Locale.ROOT));
    }

    /** The dialog of a chat as it stands now. */
    public DialogCheck dialog(long chatId) {
        return new DialogCheck(portal.dialog(chatId));
    }

    /** The events of a type that the bot has not acknowledged. */
    public EventCheck events(String botCode, String type) {
        return new EventCheck(portal.events(botCode), type);
    }
}
