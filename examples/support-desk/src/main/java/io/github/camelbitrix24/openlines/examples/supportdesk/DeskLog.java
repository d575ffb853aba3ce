// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.Outcome;
import io.github.camelbitrix24.openlines.simulator.PortalListener;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what customers write and what the portal does; the route logs its decisions itself. */
final class DeskLog implements PortalListener {
    private static final Logger CLIENT = LoggerFactory.getLogger("desk.client");
    private static final Logger PORTAL = LoggerFactory.getLogger("desk.portal");

    private final PortalSimulator portal;

    DeskLog(PortalSimulator portal) {
        this.portal = portal;
    }

    @Override
    public void clientWrote(DialogView dialog, MessageView message) {
        CLIENT.info("{} (chat {}): {}", dialog.clientName(), dialog.chatId(), message.text());
    }

    @Override
    public void botWrote(DialogView dialog, MessageView message) {
        PORTAL.info("the bot writes to {}: {}", dialog.clientName(), message.text());
    }

    @Override
    public void operatorActed(String restMethod, long callerId, long chatId, Outcome outcome) {
        DialogView dialog = portal.dialog(chatId);
        PORTAL.info(
                "{} {}: {} is {}",
                restMethod,
                outcome.isDone() ? "done" : "refused",
                dialog.clientName(),
                Summary.state(portal, dialog));
    }
}
