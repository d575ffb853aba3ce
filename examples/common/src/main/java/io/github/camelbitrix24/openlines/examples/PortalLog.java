// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.Outcome;
import io.github.camelbitrix24.openlines.simulator.PortalListener;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what clients write and what the portal does; routes log their decisions themselves. */
public final class PortalLog implements PortalListener {
    private static final Logger DESK = LoggerFactory.getLogger("desk");
    private static final Logger CLIENT = LoggerFactory.getLogger("desk.client");

    private final PortalSimulator portal;
    private final Logger log;

    private PortalLog(PortalSimulator portal, Logger log) {
        this.portal = portal;
        this.log = log;
    }

    /** Logs the portal's doings from now on, and gives it back. */
    public static PortalSimulator of(PortalSimulator portal) {
        return of(portal, "portal");
    }

    /** As {@link #of(PortalSimulator)}, for one of several portals. */
    public static PortalSimulator of(PortalSimulator portal, String name) {
        return portal.listener(new PortalLog(portal, LoggerFactory.getLogger("desk." + name)));
    }

    /** Logs where every dialog stands, a line each. */
    public static void summary(PortalSimulator portal) {
        DESK.info("Summary of {} dialogs:", portal.dialogs().size());
        for (DialogView dialog : portal.dialogs()) {
            DESK.info(String.format(
                    Locale.ROOT,
                    "  %-10s chat %-4d %s",
                    dialog.clientName(),
                    dialog.chatId(),
                    portal.describe(dialog.chatId())));
        }
    }

    @Override
    public void clientWrote(DialogView dialog, MessageView message) {
        CLIENT.info("{} (chat {}): {}", dialog.clientName(), dialog.chatId(), message.text());
    }

    @Override
    public void botWrote(DialogView dialog, MessageView message) {
        log.info("the bot writes to {}: {}", dialog.clientName(), message.text());
    }

    @Override
    public void operatorActed(String restMethod, long callerId, long chatId, Outcome outcome) {
        DialogView dialog = portal.dialog(chatId);
        log.info(
                "{} {}: {} is {}",
                restMethod,
                outcome.isDone() ? "done" : "refused",
                dialog.clientName(),
                portal.describe(chatId));
    }
}
