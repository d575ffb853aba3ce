// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where every dialog stands, a line each. */
final class Summary {
    private Summary() {}

    static List<String> of(PortalSimulator portal) {
        return Stream.concat(
                        Stream.of("Summary of " + portal.dialogs().size() + " dialogs:"),
                        portal.dialogs().stream().map(dialog -> row(portal, dialog)))
                .toList();
    }

    private static String row(PortalSimulator portal, DialogView dialog) {
        return String.format("  %-10s chat %-4d %s", dialog.clientName(), dialog.chatId(), state(portal, dialog));
    }

    static String state(PortalSimulator portal, DialogView dialog) {
        if (dialog.spam()) {
            return "closed as spam";
        }
        if (dialog.closed()) {
            return "finished";
        }
        String line = "on " + DemoPortal.line(dialog.lineId());
        if (dialog.closing()) {
            return line + ", closing";
        }
        if (dialog.owner() > 0) {
            return line + ", with " + DemoPortal.user(portal, dialog.owner());
        }
        if (!dialog.offeredTo().isEmpty()) {
            return line + ", offered to "
                    + dialog.offeredTo().stream()
                            .map(user -> DemoPortal.user(portal, user))
                            .collect(Collectors.joining(", "));
        }
        return line + ", with " + DemoPortal.user(portal, dialog.operatorId());
    }
}
